"""The scripts that teach a shell to ask sladsl what may come next: click's protocol, with paths and words quoted.

Click's own scripts put a blank behind a folder and leave blanks in a word as they are; these do neither.
"""

from __future__ import annotations

from typing import ClassVar

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

PROGRAM = "sladsl"
VARIABLE = "_SLADSL_COMPLETE"

BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' completion
    COMPREPLY=()
    while read -r completion; do
        [[ $completion == path,* ]] && compopt -o filenames
        [[ -n $completion ]] && COMPREPLY+=("${completion#*,}")
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \
%(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s sladsl sla
"""

ZSH = """\
#compdef sladsl sla
%(complete_func)s() {
    local -a described plain folders response
    local type key descr
    (( ! $+commands[$words[1]] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
%(complete_var)s=zsh_complete $words[1] 2>/dev/null)}")
    for type key descr in ${response}; do
        if [[ $key == */ ]]; then
            folders+=("$key")
        elif [[ $descr == "_" || $type == path ]]; then
            plain+=("${key//\\\\:/:}")
        else
            described+=("$key:$descr")
        fi
    done
    (( $#described )) && _describe -V unsorted described -U
    (( $#plain )) && compadd -U -V unsorted -a plain
    (( $#folders )) && compadd -U -S '' -V unsorted -a folders
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef %(complete_func)s sladsl sla
fi
"""

FISH = """\
function %(complete_func)s
    set -l words (commandline -opc)
    for completion in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \
COMP_CWORD=(commandline -t | string collect) $words[1] 2>/dev/null)
        string split -m 1 -f 2 "," -- $completion
    end
end
for program in sladsl sla
    complete --no-files --command $program --arguments "(%(complete_func)s)"
end
"""


class Bash(BashComplete):
    source_template: ClassVar[str] = BASH


class Zsh(ZshComplete):
    source_template: ClassVar[str] = ZSH


class Fish(FishComplete):
    source_template: ClassVar[str] = FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def script(shell: str) -> str:
    """The script of a shell, for `sladsl` and `sla`."""
    from sladsl.cli import cli

    made = SHELLS[shell](cli, {}, PROGRAM, VARIABLE)
    return ShellComplete.source(
        made
    )  # bash's own asks bash for its version, which may not be the one that reads it
