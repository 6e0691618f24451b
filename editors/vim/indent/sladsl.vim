" Indentation of service-level agreements (*.sla): by the brace that is open, texts and comments aside.
if exists("b:did_indent")
  finish
endif
let b:did_indent = 1
setlocal indentexpr=GetSladslIndent() indentkeys=0},!^F,o,O
let b:undo_indent = "setlocal indentexpr< indentkeys<"

if exists("*GetSladslIndent")
  finish
endif

function GetSladslIndent()
  " Long texts stay as they are.
  if synIDattr(synID(v:lnum, 1, 1), "name") ==# "sladslLongString"
    return -1
  endif
  call cursor(v:lnum, 1)
  let within = 'synIDattr(synID(line("."), col("."), 1), "name") =~# "String\\|Comment\\|Allowed"'
  let opened = searchpair('{', '', '}', 'bW', within)
  if opened <= 0
    return 0
  endif
  return indent(opened) + (getline(v:lnum) =~# '^\s*}' ? 0 : shiftwidth())
endfunction
