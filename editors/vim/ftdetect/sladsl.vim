" Vim takes *.sla for nothing else.
autocmd BufRead,BufNewFile *.sla setfiletype sladsl
