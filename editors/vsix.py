"""Packs the extension of VS Code: a `.vsix` is a zip of its files, a manifest, and the types of the files."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
{types}</Types>
"""
_MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="{name}" Version="{version}" Publisher="{publisher}" />
    <DisplayName>{displayName}</DisplayName>
    <Description xml:space="preserve">{description}</Description>
    <Tags>sladsl</Tags>
    <Categories>{categories}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="{engine}" />
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
  </Assets>
</PackageManifest>
"""
_KNOWN = {
    ".json": "application/json",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".vsixmanifest": "text/xml",
}
_ONE_DAY = (2026, 1, 1, 0, 0, 0)
"""The date of all files within: equal files make equal packages."""


def pack(folder: Path, licence: Path, target: Path) -> None:
    """Writes the package of the extension in `folder`, whole or not at all."""
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    said = {name: escape(value, {'"': "&quot;"}) for name, value in package.items() if isinstance(value, str)}
    manifest = _MANIFEST.format(
        **said,
        categories=escape(",".join(package["categories"])),
        engine=escape(package["engines"]["vscode"]),
    )
    types = "".join(
        f'  <Default Extension="{suffix}" ContentType="{kind}" />\n'
        for suffix, kind in sorted(_KNOWN.items())
    )
    files = {
        "[Content_Types].xml": _TYPES.format(types=types).encode(),
        "extension.vsixmanifest": manifest.encode(),
    }
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _KNOWN):
        files[f"extension/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    files["extension/LICENSE.txt"] = licence.read_bytes()
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as package_file:
            for name, content in files.items():
                package_file.writestr(zipfile.ZipInfo(name, _ONE_DAY), content, zipfile.ZIP_DEFLATED)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
