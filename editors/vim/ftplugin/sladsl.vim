" Comments, layout and checking of service-level agreements (*.sla).
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1
let s:cpo = &cpo
set cpo&vim

setlocal comments=:# commentstring=#\ %s formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=120

" gq over the whole text (gggqG) lays it out in the one style; :make lists the findings.
setlocal formatprg=sladsl\ fmt\ -
setlocal makeprg=sladsl\ check\ --output-format\ concise\ %:S
setlocal errorformat=%f:%l:%c:\ %t%*[a-z][%m,%-G%.%#

let b:undo_ftplugin = "setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop< textwidth<"
      \ . " formatprg< makeprg< errorformat<"

let &cpo = s:cpo
unlet s:cpo
