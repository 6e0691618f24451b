" Syntax of service-level agreements (*.sla), written by editors/generate.py from its declarations.
if exists("b:current_syntax")
  finish
endif
let s:cpo = &cpo
set cpo&vim

syntax case match
syntax iskeyword @,48-57,_,128-255
syntax sync fromstart

syntax match sladslError /\v\C[^ \t0-9A-Za-z_]/
syntax match sladslMark /\v\C[\{\}():,.]/
syntax match sladslOperator /\v\C[+*/|-]/
syntax match sladslOther /\v\C%(\d@!\k)\k*%('s%(\k)@!|%(\.%(\d@!\k)\k*)+)?/
syntax match sladslWord /\v\C%(without[ \t]+one-time[ \t]+and[ \t]+pass-through[ \t]+fees|times[ \t]+the[ \t]+fee[ \t]+for[ \t]+the[ \t]+time[ \t]+lost|demand[ \t]+a[ \t]+replacement[ \t]+of[ \t]+that|demand[ \t]+a[ \t]+rectification[ \t]+plan|without[ \t]+pass-through[ \t]+fees|credit[ \t]+for[ \t]+points[ \t]+each|number[ \t]+of[ \t]+outages[ \t]+from|summed[ \t]+over[ \t]+the[ \t]+period|without[ \t]+one-time[ \t]+fees|demand[ \t]+a[ \t]+replacement|of[ \t]+it[ \t]+passed[ \t]+through|credits[ \t]+before[ \t]+caps|in[ \t]+each[ \t]+of[ \t]+the[ \t]+next|longest[ \t]+outage[ \t]+from|weighted[ \t]+average[ \t]+of|credits[ \t]+after[ \t]+caps|over[ \t]+the[ \t]+preceding|next[ \t]+business[ \t]+day|same[ \t]+business[ \t]+day|weighted[ \t]+average|withhold[ \t]+payment|days[ \t]+of[ \t]+the[ \t]+fee|each[ \t]+not[ \t]+stated|only[ \t]+the[ \t]+excess|below[ \t]+expected|claim[ \t]+a[ \t]+refund|day[ \t]+of[ \t]+the[ \t]+fee|fiscal[ \t]+quarter|halfway[ \t]+to[ \t]+the|of[ \t]+all[ \t]+credits|of[ \t]+each[ \t]+credit|of[ \t]+it[ \t]+one-time|terminate[ \t]+only|terminate[ \t]+that|the[ \t]+allocation|times[ \t]+from[ \t]+the|any[ \t]+objective|at[ \t]+not[ \t]+stated|below[ \t]+minimum|billing[ \t]+cycle|claim[ \t]+damages|contract[ \t]+year|downtime[ \t]+from|is[ \t]+not[ \t]+before|is[ \t]+not[ \t]+one[ \t]+of|never[ \t]+counted|no[ \t]+credit[ \t]+due|of[ \t]+fewer[ \t]+than|over[ \t]+the[ \t]+last|percentile[ \t]+of|the[ \t]+shortfall|wanted[ \t]+by[ \t]+now|all[ \t]+services|average[ \t]+over|by[ \t]+agreement|either[ \t]+party|is[ \t]+not[ \t]+after|not[ \t]+assessed|of[ \t]+the[ \t]+first|of[ \t]+the[ \t]+month|on[ \t]+each[ \t]+line|on[ \t]+the[ \t]+total|paused[ \t]+while|start[ \t]+of[ \t]+the|the[ \t]+previous|then[ \t]+in[ \t]+full|accountable|as[ \t]+invoiced|as[ \t]+reported|consecutive|earned[ \t]+back|fiscal[ \t]+year|in[ \t]+place[ \t]+of|not[ \t]+offered|of[ \t]+the[ \t]+last|reassign[ \t]+to|responsible|uptime[ \t]+from|as[ \t]+ordered|average[ \t]+of|before[ \t]+due|end[ \t]+of[ \t]+the|is[ \t]+unknown|maximum[ \t]+of|minimum[ \t]+of|of[ \t]+the[ \t]+gap|per[ \t]+outage|time[ \t]+until|after[ \t]+due|automatic|consulted|earn[ \t]+back|half[ \t]+even|intervals|is[ \t]+before|is[ \t]+one[ \t]+of|median[ \t]+of|no[ \t]+credit|number[ \t]+of|otherwise|terminate|the[ \t]+whole|yes[ \t]+or[ \t]+no|baseline|claim[ \t]+by|critical|delay[ \t]+of|exceeded|from[ \t]+the|in[ \t]+a[ \t]+row|informed|is[ \t]+after|is[ \t]+known|must[ \t]+not|on[ \t]+track|over[ \t]+any|ratio[ \t]+of|reported|sends[ \t]+no|share[ \t]+of|slots[ \t]+of|the[ \t]+next|as[ \t]+used|average|credits|half[ \t]+up|highest|in[ \t]+time|may[ \t]+not|no[ \t]+band|of[ \t]+each|overdue|promote|started|step[ \t]+in|weights|across|all[ \t]+of|always|at[ \t]+due|before|behind|beyond|closed|credit|demote|in[ \t]+any|in[ \t]+one|in[ \t]+the|is[ \t]+not|lowest|median|missed|of[ \t]+any|points|record|repeat|sum[ \t]+of|target|to[ \t]+the|after|bands|bonus|cites|claim|every|exact|times|where|down|each|from|full|last|late|left|none|of[ \t]+a|once|that|used|when|year|and|any|but|cap|for|met|not|per|the|at|by|in|is|of|or|to|up)%(\k|'s|\.\k)@!/
syntax match sladslComparator /\v\C%(at[ \t]+least|at[ \t]+most|exactly|above|below)%(\k|'s|\.\k)@!/
syntax match sladslWord /\v\C%(below[ \t]+expected|below[ \t]+minimum)%(\k|'s|\.\k)@!/
syntax match sladslWord /\v\Cthe%(\k|'s|\.\k)@!%([ \t]*%(first|fee)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslWord_124_1 skipwhite
syntax match sladslWord_124_1 /\v\C%(first|fee)%(\k|'s|\.\k)@!/ contained
syntax match sladslAnswer /\v\C%(not[ \t]+stated)%(\k|'s|\.\k)@!/
syntax match sladslUnit /\v\C%(%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter))|%(days|weeks|months|quarters|years)|%(billing[ \t]+cycles|contract[ \t]+years|fiscal[ \t]+%(years|quarters)))%(\k|'s|\.\k)@!/
syntax match sladslUnit /\v\C%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter))'s%(\k)@!/
syntax match sladslWord /\v\C%(of[ \t]+a|per)%([ \t]*%(day|week|month|quarter|%(calendar|contract|fiscal)[ \t]+year|billing[ \t]+cycle|term|invoice)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslUnit_120_1 skipwhite
syntax match sladslUnit_120_1 /\v\C%(day|week|month|quarter|%(calendar|contract|fiscal)[ \t]+year|billing[ \t]+cycle|term|invoice)%(\k|'s|\.\k)@!/ contained
syntax match sladslUnit /\v\C%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter))'s%(\k)@!%([ \t]*fee%(\k|'s|\.\k)@!)@=/ nextgroup=sladslWord_119_1 skipwhite
syntax match sladslWord_119_1 /\v\Cfee%(\k|'s|\.\k)@!/ contained
syntax match sladslOther /\v\C%(%(accountable|consecutive|replacement|responsible|allocation|agreement|automatic|consulted|intervals|objective|otherwise|preceding|shortfall|terminate|assessed|baseline|critical|duration|exceeded|expected|informed|invoiced|one-time|previous|reported|services|average|counted|credits|damages|ensures|exactly|highest|minimum|offered|ordered|overdue|payment|promote|quarter|reports|started|through|unknown|weights|across|always|before|behind|beyond|closed|credit|demote|excess|lowest|median|missed|number|outage|period|points|record|refund|repeat|stated|target|above|after|bands|below|bonus|cites|claim|cycle|every|exact|first|known|least|month|sends|times|total|track|until|where|while|whole|back|band|caps|down|each|even|fees|from|full|last|late|left|line|lost|most|must|next|none|once|only|over|plan|text|than|that|time|used|when|year|and|any|but|cap|day|due|fee|for|gap|may|met|not|now|one|per|row|the|at|by|in|is|no|of|or|to|up|a)%(\k|'s|\.\k)@!)@!%(\d@!\k)\k*%([ \t]*%(aims[ \t]+for|ensures|reports|sends|must|may)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslVerb_118_1 skipwhite
syntax match sladslVerb_118_1 /\v\C%(aims[ \t]+for|ensures|reports|sends|must|may)%(\k|'s|\.\k)@!/ contained
syntax match sladslWord /\v\C%(either[ \t]+party)%([ \t]*%(aims[ \t]+for|ensures|reports|sends|must|may)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslVerb_117_1 skipwhite
syntax match sladslVerb_117_1 /\v\C%(aims[ \t]+for|ensures|reports|sends|must|may)%(\k|'s|\.\k)@!/ contained
syntax match sladslError /\v\C\d[0-9A-Za-z_.]*/
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)?%(\k|\.\d)@!/
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)?%(\k|\.\d)@!%([ \t]*%(%(milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|business[ \t]+%(hours?|days?))|[A-Z]{3}|points?|miss%(es)?|%(day|week|month|quarter|%(calendar|contract|fiscal)[ \t]+year|billing[ \t]+cycle|term|invoice)|%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter)))%(\k|'s|\.\k)@!)@=/ nextgroup=sladslUnit_114_1 skipwhite
syntax match sladslUnit_114_1 /\v\C%(%(milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|business[ \t]+%(hours?|days?))|[A-Z]{3}|points?|miss%(es)?|%(day|week|month|quarter|%(calendar|contract|fiscal)[ \t]+year|billing[ \t]+cycle|term|invoice)|%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter)))%(\k|'s|\.\k)@!/ contained
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)?%(\k|\.\d)@!%([ \t]*%(days[ \t]+of[ \t]+the[ \t]+fee|day[ \t]+of[ \t]+the[ \t]+fee)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslWord_113_1 skipwhite
syntax match sladslWord_113_1 /\v\C%(days[ \t]+of[ \t]+the[ \t]+fee|day[ \t]+of[ \t]+the[ \t]+fee)%(\k|'s|\.\k)@!/ contained
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)?%(st|nd|rd|th)%(\k)@!/
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)?%(st|nd|rd|th)%(\k)@!%([ \t]*%(%(milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|business[ \t]+%(hours?|days?))|[A-Z]{3}|points?|miss%(es)?|%(day|week|month|quarter|%(calendar|contract|fiscal)[ \t]+year|billing[ \t]+cycle|term|invoice)|%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter)))%(\k|'s|\.\k)@!)@=/ nextgroup=sladslUnit_111_1 skipwhite
syntax match sladslUnit_111_1 /\v\C%(%(milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|business[ \t]+%(hours?|days?))|[A-Z]{3}|points?|miss%(es)?|%(day|week|month|quarter|%(calendar|contract|fiscal)[ \t]+year|billing[ \t]+cycle|term|invoice)|%(day|week|month|quarter|year|billing[ \t]+cycle|contract[ \t]+year|fiscal[ \t]+%(year|quarter)))%(\k|'s|\.\k)@!/ contained
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)?%(st|nd|rd|th)%(\k)@!%([ \t]*%(days[ \t]+of[ \t]+the[ \t]+fee|day[ \t]+of[ \t]+the[ \t]+fee)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslWord_110_1 skipwhite
syntax match sladslWord_110_1 /\v\C%(days[ \t]+of[ \t]+the[ \t]+fee|day[ \t]+of[ \t]+the[ \t]+fee)%(\k|'s|\.\k)@!/ contained
syntax match sladslNumber /\v\C\d[0-9_]*%(\.\d+)? ?\%%(\k)@!/
syntax match sladslDate /\v\C\d{1,2}:\d{2}%(\k)@!/
syntax match sladslDate /\v\C\d{4}-%(\d{2}|Q[1-4]|W\d{2})%(\k)@!/
syntax match sladslDate /\v\C\d{4}-\d{2}-\d{2}%(\k)@!/
syntax match sladslDate /\v\C\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}%(:\d{2}%(\.\d{1,6})?)?%(\k)@!/
syntax match sladslBlock /\v\C%(credit[ \t]+for[ \t]+points|escalation|amendment|exclusion|objective|calendar|contract|scenario|template|pricing|service|support|clause|credit|levels|metric|option|points|record|report|source|target|bands|bonus|party|score|stage|table|fact|pool|ola|sla|slc)%(\k|'s|\.\k)@!%([^{}:"#\n]*%("%([^"\\\n]|\\.)*")?[ \t]*\{)@=/
syntax match sladslBlock /\v\C%(bands[ \t]+as[ \t]+printed|responsibilities|interpretation|marginal[ \t]+bands|definitions|allocation|parameters|settlement|earn[ \t]+back|expected|happened|dispute|weights|assume|change|claims|fields|review|audit|cured|paid|term|let)%(\k|'s|\.\k)@!%([ \t]*\{)@=/
syntax match sladslBlock /\v\C%(amendment|exclusion|objective|calendar|contract|template|service|metric|option|report|source|party|score|stage|table|fact|pool|ola|sla|slc)%(\k|'s|\.\k)@!%([ \t]*%(\d@!\k)\k*%([ \t]*by[ \t][^{}:"#\n]*|[ \t]*"%([^"\\\n]|\\.)*")?[ \t]*%(\{|$))@=/ nextgroup=sladslDeclared_102_1 skipwhite
syntax match sladslDeclared_102_1 /\v\C%(\d@!\k)\k*%(%([ \t]*by[ \t][^{}:"#\n]*|[ \t]*"%([^"\\\n]|\\.)*")?[ \t]*%(\{|$))@=/ contained
syntax match sladslLabel /\v\C%(\d@!\k)\k*%([ \t]*:)@=/
syntax match sladslAnswer /\v\C%(Wednesday|Saturday|Thursday|Tuesday|Friday|Monday|Sunday)%(\k|'s|\.\k)@!/
syntax match sladslKey /\v\C%(several[ \t]+misses[ \t]+in[ \t]+one[ \t]+incident|run[ \t]+over[ \t]+an[ \t]+unassessed[ \t]+period|service[ \t]+for[ \t]+part[ \t]+of[ \t]+a[ \t]+period|claim[ \t]+after[ \t]+several[ \t]+outages|counts[ \t]+over[ \t]+amended[ \t]+periods|deadline[ \t]+at[ \t]+closing[ \t]+time|base[ \t]+and[ \t]+other[ \t]+credits|end[ \t]+of[ \t]+business[ \t]+days|first[ \t]+day[ \t]+of[ \t]+a[ \t]+right|overlapping[ \t]+outages|first[ \t]+business[ \t]+day|level[ \t]+between[ \t]+rows|amended[ \t]+time[ \t]+zone|cap[ \t]+of[ \t]+both[ \t]+sides|missed[ \t]+objectives|percentile[ \t]+method|record[ \t]+belongs[ \t]+to|several[ \t]+bands[ \t]+fit|several[ \t]+customers|terms[ \t]+of[ \t]+the[ \t]+base|undecided[ \t]+records|allowance[ \t]+counts|excluded[ \t]+records|nothing[ \t]+happened|record[ \t]+of[ \t]+a[ \t]+duty|reopened[ \t]+records|amended[ \t]+periods|claim[ \t]+runs[ \t]+from|credit[ \t]+when[ \t]+met|days[ \t]+on[ \t]+a[ \t]+clock|invalid[ \t]+records|minimum[ \t]+payable|missing[ \t]+samples|partial[ \t]+minutes|shortest[ \t]+outage|N[ \t]+of[ \t]+M[ \t]+periods|amount[ \t]+at[ \t]+risk|beyond[ \t]+a[ \t]+limit|changed[ \t]+fields|decided[ \t]+within|fee[ \t]+leaves[ \t]+out|level[ \t]+rounding|missed[ \t]+records|money[ \t]+rounding|option[ \t]+changed|reversed[ \t]+times|slot[ \t]+down[ \t]+when|terms[ \t]+in[ \t]+force|applies[ \t]+where|billing[ \t]+cycle|business[ \t]+days|controlled[ \t]+by|critical[ \t]+when|excluded[ \t]+time|invoice[ \t]+limit|no[ \t]+worse[ \t]+than|open[ \t]+past[ \t]+due|partial[ \t]+steps|clock[ \t]+change|clock[ \t]+starts|collected[ \t]+by|down[ \t]+at[ \t]+once|incorporates|unless[ \t]+cured|answers[ \t]+for|credit[ \t]+base|fiscal[ \t]+year|free[ \t]+misses|must[ \t]+be[ \t]+met|paused[ \t]+time|provided[ \t]+by|cap[ \t]+covers|conditions|counted[ \t]+in|covered[ \t]+by|day[ \t]+of[ \t]+fee|decided[ \t]+by|depends[ \t]+on|idle[ \t]+slots|merge[ \t]+gaps|supersedes|use[ \t]+within|allowance|chosen[ \t]+by|collected|down[ \t]+when|effective|excluding|good[ \t]+when|incidents|never[ \t]+for|overrides|published|starts[ \t]+at|stated[ \t]+by|takes[ \t]+out|time[ \t]+zone|used[ \t]+time|accepted|based[ \t]+on|baseline|critical|currency|deadline|earliest|excluded|excludes|expected|for[ \t]+each|found[ \t]+by|holidays|in[ \t]+force|includes|prevails|quarters|repeated|replaces|requests|shown[ \t]+by|channel|claimed|columns|contact|decided|initial|measure|minimum|outside|paid[ \t]+to|quarter|renewal|version|warning|across|all[ \t]+of|amount|any[ \t]+of|better|claims|counts|expect|lapses|margin|months|notice|option|passes|refund|remedy|repeat|source|unused|values|weight|within|as[ \t]+of|cause|cites|clock|cured|every|first|floor|forum|grace|holds|hours|model|month|needs|order|raise|scope|share|slots|steps|where|base|days|done|down|each|ends|fact|from|into|paid|pays|rank|role|show|step|text|then|time|type|unit|week|when|year|zone|cap|day|fee|key|law|use|as|by|of)%([ \t]*:)@=/
syntax match sladslWord /\v\Cotherwise%(\k|'s|\.\k)@!/
syntax match sladslMark /\v\C:%([ \t]*%(number[ \t]+of[ \t]+outages[ \t]+from|time[ \t]+until|number[ \t]+of|duration|number|first|text|time|fee)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslWord_97_1 skipwhite
syntax match sladslWord_97_1 /\v\C%(number[ \t]+of[ \t]+outages[ \t]+from|time[ \t]+until|number[ \t]+of|duration|number|first|text|time|fee)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(record[ \t]+belongs[ \t]+to|business[ \t]+days|controlled[ \t]+by|must[ \t]+be[ \t]+met|provided[ \t]+by|decided[ \t]+by|depends[ \t]+on|chosen[ \t]+by|excluding|starts[ \t]+at|stated[ \t]+by|takes[ \t]+out|based[ \t]+on|currency|for[ \t]+each|replaces|shown[ \t]+by|outside|across|all[ \t]+of|any[ \t]+of|source|done|key|of)%([ \t]*:[ \t]*%(duration|number|first|text|time|fee)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_96_1 skipwhite
syntax match sladslMark_96_1 /\v\C:%([ \t]*%(duration|number|first|text|time|fee)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslOther_96_2 skipwhite
syntax match sladslOther_96_2 /\v\C%(duration|number|first|text|time|fee)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(year)%([ \t]*:[ \t]*%(calendar[ \t]+year|contract[ \t]+year|fiscal[ \t]+year|365[ \t]+days)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_95_1 skipwhite
syntax match sladslMark_95_1 /\v\C:%([ \t]*%(calendar[ \t]+year|contract[ \t]+year|fiscal[ \t]+year|365[ \t]+days)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_95_2 skipwhite
syntax match sladslAnswer_95_2 /\v\C%(calendar[ \t]+year|contract[ \t]+year|fiscal[ \t]+year|365[ \t]+days)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(when)%([ \t]*:[ \t]*%(adverse[ \t]+changes|any[ \t]+change)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_94_1 skipwhite
syntax match sladslMark_94_1 /\v\C:%([ \t]*%(adverse[ \t]+changes|any[ \t]+change)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_94_2 skipwhite
syntax match sladslAnswer_94_2 /\v\C%(adverse[ \t]+changes|any[ \t]+change)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(used[ \t]+time)%([ \t]*:[ \t]*%(counts[ \t]+once[ \t]+in[ \t]+credits|counts[ \t]+again|counts[ \t]+once)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_93_1 skipwhite
syntax match sladslMark_93_1 /\v\C:%([ \t]*%(counts[ \t]+once[ \t]+in[ \t]+credits|counts[ \t]+again|counts[ \t]+once)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_93_2 skipwhite
syntax match sladslAnswer_93_2 /\v\C%(counts[ \t]+once[ \t]+in[ \t]+credits|counts[ \t]+again|counts[ \t]+once)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(unused)%([ \t]*:[ \t]*%(lapses[ \t]+at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+term|carried[ \t]+forward|paid[ \t]+out)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_92_1 skipwhite
syntax match sladslMark_92_1 /\v\C:%([ \t]*%(lapses[ \t]+at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+term|carried[ \t]+forward|paid[ \t]+out)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_92_2 skipwhite
syntax match sladslAnswer_92_2 /\v\C%(lapses[ \t]+at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+term|carried[ \t]+forward|paid[ \t]+out)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(undecided[ \t]+records)%([ \t]*:[ \t]*%(period[ \t]+not[ \t]+assessed|counted[ \t]+as[ \t]+bad|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_91_1 skipwhite
syntax match sladslMark_91_1 /\v\C:%([ \t]*%(period[ \t]+not[ \t]+assessed|counted[ \t]+as[ \t]+bad|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_91_2 skipwhite
syntax match sladslAnswer_91_2 /\v\C%(period[ \t]+not[ \t]+assessed|counted[ \t]+as[ \t]+bad|left[ \t]+out)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(terms[ \t]+of[ \t]+the[ \t]+base)%([ \t]*:[ \t]*%(as[ \t]+at[ \t]+its[ \t]+start|as[ \t]+first[ \t]+agreed|as[ \t]+amended)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_90_1 skipwhite
syntax match sladslMark_90_1 /\v\C:%([ \t]*%(as[ \t]+at[ \t]+its[ \t]+start|as[ \t]+first[ \t]+agreed|as[ \t]+amended)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_90_2 skipwhite
syntax match sladslAnswer_90_2 /\v\C%(as[ \t]+at[ \t]+its[ \t]+start|as[ \t]+first[ \t]+agreed|as[ \t]+amended)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(terms[ \t]+in[ \t]+force)%([ \t]*:[ \t]*%(at[ \t]+the[ \t]+start[ \t]+of[ \t]+the[ \t]+period|at[ \t]+the[ \t]+start[ \t]+of[ \t]+the[ \t]+term|at[ \t]+the[ \t]+failure|day[ \t]+by[ \t]+day)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_89_1 skipwhite
syntax match sladslMark_89_1 /\v\C:%([ \t]*%(at[ \t]+the[ \t]+start[ \t]+of[ \t]+the[ \t]+period|at[ \t]+the[ \t]+start[ \t]+of[ \t]+the[ \t]+term|at[ \t]+the[ \t]+failure|day[ \t]+by[ \t]+day)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_89_2 skipwhite
syntax match sladslAnswer_89_2 /\v\C%(at[ \t]+the[ \t]+start[ \t]+of[ \t]+the[ \t]+period|at[ \t]+the[ \t]+start[ \t]+of[ \t]+the[ \t]+term|at[ \t]+the[ \t]+failure|day[ \t]+by[ \t]+day)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(steps)%([ \t]*:[ \t]*%(summed[ \t]+over[ \t]+the[ \t]+period|per[ \t]+outage)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_88_1 skipwhite
syntax match sladslMark_88_1 /\v\C:%([ \t]*%(summed[ \t]+over[ \t]+the[ \t]+period|per[ \t]+outage)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_88_2 skipwhite
syntax match sladslAnswer_88_2 /\v\C%(summed[ \t]+over[ \t]+the[ \t]+period|per[ \t]+outage)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(slot[ \t]+down[ \t]+when)%([ \t]*:[ \t]*%(all[ \t]+rows[ \t]+are[ \t]+bad|any[ \t]+row[ \t]+is[ \t]+bad)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_87_1 skipwhite
syntax match sladslMark_87_1 /\v\C:%([ \t]*%(all[ \t]+rows[ \t]+are[ \t]+bad|any[ \t]+row[ \t]+is[ \t]+bad)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_87_2 skipwhite
syntax match sladslAnswer_87_2 /\v\C%(all[ \t]+rows[ \t]+are[ \t]+bad|any[ \t]+row[ \t]+is[ \t]+bad)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(several[ \t]+misses[ \t]+in[ \t]+one[ \t]+incident)%([ \t]*:[ \t]*%(customer's[ \t]+choice|highest|each)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_86_1 skipwhite
syntax match sladslMark_86_1 /\v\C:%([ \t]*%(customer's[ \t]+choice|highest|each)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_86_2 skipwhite
syntax match sladslAnswer_86_2 /\v\C%(customer's[ \t]+choice|highest|each)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(several[ \t]+customers)%([ \t]*:[ \t]*%(each[ \t]+for[ \t]+itself|as[ \t]+one)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_85_1 skipwhite
syntax match sladslMark_85_1 /\v\C:%([ \t]*%(each[ \t]+for[ \t]+itself|as[ \t]+one)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_85_2 skipwhite
syntax match sladslAnswer_85_2 /\v\C%(each[ \t]+for[ \t]+itself|as[ \t]+one)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(several[ \t]+bands[ \t]+fit)%([ \t]*:[ \t]*%(highest|error|first)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_84_1 skipwhite
syntax match sladslMark_84_1 /\v\C:%([ \t]*%(highest|error|first)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_84_2 skipwhite
syntax match sladslAnswer_84_2 /\v\C%(highest|error|first)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(service[ \t]+for[ \t]+part[ \t]+of[ \t]+a[ \t]+period)%([ \t]*:[ \t]*%(rest[ \t]+counts[ \t]+as[ \t]+up|total[ \t]+shrinks|not[ \t]+assessed)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_83_1 skipwhite
syntax match sladslMark_83_1 /\v\C:%([ \t]*%(rest[ \t]+counts[ \t]+as[ \t]+up|total[ \t]+shrinks|not[ \t]+assessed)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_83_2 skipwhite
syntax match sladslAnswer_83_2 /\v\C%(rest[ \t]+counts[ \t]+as[ \t]+up|total[ \t]+shrinks|not[ \t]+assessed)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(scope)%([ \t]*:[ \t]*%(external|internal)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_82_1 skipwhite
syntax match sladslMark_82_1 /\v\C:%([ \t]*%(external|internal)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_82_2 skipwhite
syntax match sladslAnswer_82_2 /\v\C%(external|internal)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(run[ \t]+over[ \t]+an[ \t]+unassessed[ \t]+period)%([ \t]*:[ \t]*%(bridged|broken)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_81_1 skipwhite
syntax match sladslMark_81_1 /\v\C:%([ \t]*%(bridged|broken)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_81_2 skipwhite
syntax match sladslAnswer_81_2 /\v\C%(bridged|broken)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(role)%([ \t]*:[ \t]*%(third[ \t]+party|customer|provider|team)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_80_1 skipwhite
syntax match sladslMark_80_1 /\v\C:%([ \t]*%(third[ \t]+party|customer|provider|team)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_80_2 skipwhite
syntax match sladslAnswer_80_2 /\v\C%(third[ \t]+party|customer|provider|team)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(reversed[ \t]+times)%([ \t]*:[ \t]*%(count[ \t]+as[ \t]+negative|count[ \t]+as[ \t]+zero|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_79_1 skipwhite
syntax match sladslMark_79_1 /\v\C:%([ \t]*%(count[ \t]+as[ \t]+negative|count[ \t]+as[ \t]+zero|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_79_2 skipwhite
syntax match sladslAnswer_79_2 /\v\C%(count[ \t]+as[ \t]+negative|count[ \t]+as[ \t]+zero|left[ \t]+out)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(replaces)%([ \t]*:[ \t]*%(the[ \t]+credits[ \t]+of[ \t]+that[ \t]+period)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_78_1 skipwhite
syntax match sladslMark_78_1 /\v\C:%([ \t]*%(the[ \t]+credits[ \t]+of[ \t]+that[ \t]+period)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_78_2 skipwhite
syntax match sladslAnswer_78_2 /\v\C%(the[ \t]+credits[ \t]+of[ \t]+that[ \t]+period)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(repeated)%([ \t]*:[ \t]*%(left[ \t]+out|first|last)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_77_1 skipwhite
syntax match sladslMark_77_1 /\v\C:%([ \t]*%(left[ \t]+out|first|last)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_77_2 skipwhite
syntax match sladslAnswer_77_2 /\v\C%(left[ \t]+out|first|last)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(reopened[ \t]+records)%([ \t]*:[ \t]*%(first[ \t]+close|last[ \t]+close)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_76_1 skipwhite
syntax match sladslMark_76_1 /\v\C:%([ \t]*%(first[ \t]+close|last[ \t]+close)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_76_2 skipwhite
syntax match sladslAnswer_76_2 /\v\C%(first[ \t]+close|last[ \t]+close)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(renewal)%([ \t]*:[ \t]*%(none)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_75_1 skipwhite
syntax match sladslMark_75_1 /\v\C:%([ \t]*%(none)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_75_2 skipwhite
syntax match sladslAnswer_75_2 /\v\C%(none)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(remedy)%([ \t]*:[ \t]*%(besides[ \t]+other[ \t]+rights|sole[ \t]+remedy)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_74_1 skipwhite
syntax match sladslMark_74_1 /\v\C:%([ \t]*%(besides[ \t]+other[ \t]+rights|sole[ \t]+remedy)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_74_2 skipwhite
syntax match sladslAnswer_74_2 /\v\C%(besides[ \t]+other[ \t]+rights|sole[ \t]+remedy)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(refund)%([ \t]*:[ \t]*%(prepaid[ \t]+unused[ \t]+fees|none)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_73_1 skipwhite
syntax match sladslMark_73_1 /\v\C:%([ \t]*%(prepaid[ \t]+unused[ \t]+fees|none)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_73_2 skipwhite
syntax match sladslAnswer_73_2 /\v\C%(prepaid[ \t]+unused[ \t]+fees|none)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(record[ \t]+of[ \t]+a[ \t]+duty)%([ \t]*:[ \t]*%(the[ \t]+oldest[ \t]+open|the[ \t]+next[ \t]+due)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_72_1 skipwhite
syntax match sladslMark_72_1 /\v\C:%([ \t]*%(the[ \t]+oldest[ \t]+open|the[ \t]+next[ \t]+due)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_72_2 skipwhite
syntax match sladslAnswer_72_2 /\v\C%(the[ \t]+oldest[ \t]+open|the[ \t]+next[ \t]+due)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(rank)%([ \t]*:[ \t]*%(corporate[ \t]+level|customer[ \t]+level|service[ \t]+level)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_71_1 skipwhite
syntax match sladslMark_71_1 /\v\C:%([ \t]*%(corporate[ \t]+level|customer[ \t]+level|service[ \t]+level)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_71_2 skipwhite
syntax match sladslAnswer_71_2 /\v\C%(corporate[ \t]+level|customer[ \t]+level|service[ \t]+level)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(prevails)%([ \t]*:[ \t]*%(in[ \t]+a[ \t]+dispute[ \t]+and[ \t]+filled[ \t]+by[ \t]+others|in[ \t]+a[ \t]+dispute)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_70_1 skipwhite
syntax match sladslMark_70_1 /\v\C:%([ \t]*%(in[ \t]+a[ \t]+dispute[ \t]+and[ \t]+filled[ \t]+by[ \t]+others|in[ \t]+a[ \t]+dispute)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_70_2 skipwhite
syntax match sladslAnswer_70_2 /\v\C%(in[ \t]+a[ \t]+dispute[ \t]+and[ \t]+filled[ \t]+by[ \t]+others|in[ \t]+a[ \t]+dispute)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(percentile[ \t]+method)%([ \t]*:[ \t]*%(interpolation|nearest[ \t]+rank)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_69_1 skipwhite
syntax match sladslMark_69_1 /\v\C:%([ \t]*%(interpolation|nearest[ \t]+rank)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_69_2 skipwhite
syntax match sladslAnswer_69_2 /\v\C%(interpolation|nearest[ \t]+rank)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(paused[ \t]+time)%([ \t]*:[ \t]*%(by[ \t]+the[ \t]+wall[ \t]+clock|on[ \t]+the[ \t]+clock)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_68_1 skipwhite
syntax match sladslMark_68_1 /\v\C:%([ \t]*%(by[ \t]+the[ \t]+wall[ \t]+clock|on[ \t]+the[ \t]+clock)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_68_2 skipwhite
syntax match sladslAnswer_68_2 /\v\C%(by[ \t]+the[ \t]+wall[ \t]+clock|on[ \t]+the[ \t]+clock)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(partial[ \t]+steps)%([ \t]*:[ \t]*%(full[ \t]+only|started|exact)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_67_1 skipwhite
syntax match sladslMark_67_1 /\v\C:%([ \t]*%(full[ \t]+only|started|exact)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_67_2 skipwhite
syntax match sladslAnswer_67_2 /\v\C%(full[ \t]+only|started|exact)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(partial[ \t]+minutes)%([ \t]*:[ \t]*%(whole[ \t]+only|started|exact)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_66_1 skipwhite
syntax match sladslMark_66_1 /\v\C:%([ \t]*%(whole[ \t]+only|started|exact)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_66_2 skipwhite
syntax match sladslAnswer_66_2 /\v\C%(whole[ \t]+only|started|exact)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(paid)%([ \t]*:[ \t]*%(first[ \t]+invoice[ \t]+after[ \t]+the[ \t]+period|first[ \t]+invoice[ \t]+after[ \t]+the[ \t]+claim|next[ \t]+invoice[ \t]+or[ \t]+later|once[ \t]+a[ \t]+quarter|once[ \t]+a[ \t]+year)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_65_1 skipwhite
syntax match sladslMark_65_1 /\v\C:%([ \t]*%(first[ \t]+invoice[ \t]+after[ \t]+the[ \t]+period|first[ \t]+invoice[ \t]+after[ \t]+the[ \t]+claim|next[ \t]+invoice[ \t]+or[ \t]+later|once[ \t]+a[ \t]+quarter|once[ \t]+a[ \t]+year)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_65_2 skipwhite
syntax match sladslAnswer_65_2 /\v\C%(first[ \t]+invoice[ \t]+after[ \t]+the[ \t]+period|first[ \t]+invoice[ \t]+after[ \t]+the[ \t]+claim|next[ \t]+invoice[ \t]+or[ \t]+later|once[ \t]+a[ \t]+quarter|once[ \t]+a[ \t]+year)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(overlapping[ \t]+outages)%([ \t]*:[ \t]*%(each|once)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_64_1 skipwhite
syntax match sladslMark_64_1 /\v\C:%([ \t]*%(each|once)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_64_2 skipwhite
syntax match sladslAnswer_64_2 /\v\C%(each|once)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(option[ \t]+changed)%([ \t]*:[ \t]*%(at[ \t]+the[ \t]+start|day[ \t]+by[ \t]+day|latest)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_63_1 skipwhite
syntax match sladslMark_63_1 /\v\C:%([ \t]*%(at[ \t]+the[ \t]+start|day[ \t]+by[ \t]+day|latest)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_63_2 skipwhite
syntax match sladslAnswer_63_2 /\v\C%(at[ \t]+the[ \t]+start|day[ \t]+by[ \t]+day|latest)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(open[ \t]+past[ \t]+due)%([ \t]*:[ \t]*%(missed[ \t]+now|not[ \t]+yet)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_62_1 skipwhite
syntax match sladslMark_62_1 /\v\C:%([ \t]*%(missed[ \t]+now|not[ \t]+yet)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_62_2 skipwhite
syntax match sladslAnswer_62_2 /\v\C%(missed[ \t]+now|not[ \t]+yet)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(notice)%([ \t]*:[ \t]*%(at[ \t]+once)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_61_1 skipwhite
syntax match sladslMark_61_1 /\v\C:%([ \t]*%(at[ \t]+once)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_61_2 skipwhite
syntax match sladslAnswer_61_2 /\v\C%(at[ \t]+once)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(nothing[ \t]+happened)%([ \t]*:[ \t]*%(not[ \t]+assessed|left[ \t]+out|100\%|met|0\%)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_60_1 skipwhite
syntax match sladslMark_60_1 /\v\C:%([ \t]*%(not[ \t]+assessed|left[ \t]+out|100\%|met|0\%)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_60_2 skipwhite
syntax match sladslAnswer_60_2 /\v\C%(not[ \t]+assessed|left[ \t]+out|100\%|met|0\%)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(never[ \t]+for)%([ \t]*:[ \t]*%(below[ \t]+minimum|critical)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_59_1 skipwhite
syntax match sladslMark_59_1 /\v\C:%([ \t]*%(below[ \t]+minimum|critical)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_59_2 skipwhite
syntax match sladslAnswer_59_2 /\v\C%(below[ \t]+minimum|critical)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(needs)%([ \t]*:[ \t]*%(both[ \t]+parties|customer|provider)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_58_1 skipwhite
syntax match sladslMark_58_1 /\v\C:%([ \t]*%(both[ \t]+parties|customer|provider)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_58_2 skipwhite
syntax match sladslAnswer_58_2 /\v\C%(both[ \t]+parties|customer|provider)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(month)%([ \t]*:[ \t]*%(calendar[ \t]+month|billing[ \t]+cycle|720[ \t]+hours|30[ \t]+days)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_57_1 skipwhite
syntax match sladslMark_57_1 /\v\C:%([ \t]*%(calendar[ \t]+month|billing[ \t]+cycle|720[ \t]+hours|30[ \t]+days)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_57_2 skipwhite
syntax match sladslAnswer_57_2 /\v\C%(calendar[ \t]+month|billing[ \t]+cycle|720[ \t]+hours|30[ \t]+days)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(model)%([ \t]*:[ \t]*%(time[ \t]+and[ \t]+materials|percentile[ \t]+of[ \t]+use|by[ \t]+outcome|per[ \t]+unit|tiered|fixed)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_56_1 skipwhite
syntax match sladslMark_56_1 /\v\C:%([ \t]*%(time[ \t]+and[ \t]+materials|percentile[ \t]+of[ \t]+use|by[ \t]+outcome|per[ \t]+unit|tiered|fixed)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_56_2 skipwhite
syntax match sladslAnswer_56_2 /\v\C%(time[ \t]+and[ \t]+materials|percentile[ \t]+of[ \t]+use|by[ \t]+outcome|per[ \t]+unit|tiered|fixed)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(missing[ \t]+samples)%([ \t]*:[ \t]*%(period[ \t]+not[ \t]+assessed|last[ \t]+known|unknown|down|up)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_55_1 skipwhite
syntax match sladslMark_55_1 /\v\C:%([ \t]*%(period[ \t]+not[ \t]+assessed|last[ \t]+known|unknown|down|up)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_55_2 skipwhite
syntax match sladslAnswer_55_2 /\v\C%(period[ \t]+not[ \t]+assessed|last[ \t]+known|unknown|down|up)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(missed[ \t]+records)%([ \t]*:[ \t]*%(one[ \t]+credit[ \t]+a[ \t]+period|a[ \t]+credit[ \t]+for[ \t]+each)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_54_1 skipwhite
syntax match sladslMark_54_1 /\v\C:%([ \t]*%(one[ \t]+credit[ \t]+a[ \t]+period|a[ \t]+credit[ \t]+for[ \t]+each)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_54_2 skipwhite
syntax match sladslAnswer_54_2 /\v\C%(one[ \t]+credit[ \t]+a[ \t]+period|a[ \t]+credit[ \t]+for[ \t]+each)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(missed[ \t]+objectives)%([ \t]*:[ \t]*%(one[ \t]+credit[ \t]+a[ \t]+period|a[ \t]+credit[ \t]+for[ \t]+each)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_53_1 skipwhite
syntax match sladslMark_53_1 /\v\C:%([ \t]*%(one[ \t]+credit[ \t]+a[ \t]+period|a[ \t]+credit[ \t]+for[ \t]+each)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_53_2 skipwhite
syntax match sladslAnswer_53_2 /\v\C%(one[ \t]+credit[ \t]+a[ \t]+period|a[ \t]+credit[ \t]+for[ \t]+each)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(level[ \t]+rounding)%([ \t]*:[ \t]*%(none)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_52_1 skipwhite
syntax match sladslMark_52_1 /\v\C:%([ \t]*%(none)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_52_2 skipwhite
syntax match sladslAnswer_52_2 /\v\C%(none)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(level[ \t]+between[ \t]+rows)%([ \t]*:[ \t]*%(nearest[ \t]+row|row[ \t]+below|error)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_51_1 skipwhite
syntax match sladslMark_51_1 /\v\C:%([ \t]*%(nearest[ \t]+row|row[ \t]+below|error)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_51_2 skipwhite
syntax match sladslAnswer_51_2 /\v\C%(nearest[ \t]+row|row[ \t]+below|error)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(lapses)%([ \t]*:[ \t]*%(at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+term|at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+year)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_50_1 skipwhite
syntax match sladslMark_50_1 /\v\C:%([ \t]*%(at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+term|at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+year)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_50_2 skipwhite
syntax match sladslAnswer_50_2 /\v\C%(at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+term|at[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+year)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(invalid[ \t]+records)%([ \t]*:[ \t]*%(to[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+period|period[ \t]+not[ \t]+assessed|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_49_1 skipwhite
syntax match sladslMark_49_1 /\v\C:%([ \t]*%(to[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+period|period[ \t]+not[ \t]+assessed|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_49_2 skipwhite
syntax match sladslAnswer_49_2 /\v\C%(to[ \t]+the[ \t]+end[ \t]+of[ \t]+the[ \t]+period|period[ \t]+not[ \t]+assessed|left[ \t]+out)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(into)%([ \t]*:[ \t]*%(next[ \t]+invoice|money|bank)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_48_1 skipwhite
syntax match sladslMark_48_1 /\v\C:%([ \t]*%(next[ \t]+invoice|money|bank)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_48_2 skipwhite
syntax match sladslAnswer_48_2 /\v\C%(next[ \t]+invoice|money|bank)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(incidents)%([ \t]*:[ \t]*%(several|one)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_47_1 skipwhite
syntax match sladslMark_47_1 /\v\C:%([ \t]*%(several|one)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_47_2 skipwhite
syntax match sladslAnswer_47_2 /\v\C%(several|one)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(idle[ \t]+slots)%([ \t]*:[ \t]*%(counts[ \t]+as[ \t]+good|counts[ \t]+as[ \t]+bad|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_46_1 skipwhite
syntax match sladslMark_46_1 /\v\C:%([ \t]*%(counts[ \t]+as[ \t]+good|counts[ \t]+as[ \t]+bad|left[ \t]+out)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_46_2 skipwhite
syntax match sladslAnswer_46_2 /\v\C%(counts[ \t]+as[ \t]+good|counts[ \t]+as[ \t]+bad|left[ \t]+out)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(hours)%([ \t]*:[ \t]*%(always)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_45_1 skipwhite
syntax match sladslMark_45_1 /\v\C:%([ \t]*%(always)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_45_2 skipwhite
syntax match sladslAnswer_45_2 /\v\C%(always)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(holidays)%([ \t]*:[ \t]*%(none)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_44_1 skipwhite
syntax match sladslMark_44_1 /\v\C:%([ \t]*%(none)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_44_2 skipwhite
syntax match sladslAnswer_44_2 /\v\C%(none)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(holds)%([ \t]*:[ \t]*%(intervals|counters|records|samples|events)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_43_1 skipwhite
syntax match sladslMark_43_1 /\v\C:%([ \t]*%(intervals|counters|records|samples|events)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_43_2 skipwhite
syntax match sladslAnswer_43_2 /\v\C%(intervals|counters|records|samples|events)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(for[ \t]+each)%([ \t]*:[ \t]*%(all)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_42_1 skipwhite
syntax match sladslMark_42_1 /\v\C:%([ \t]*%(all)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_42_2 skipwhite
syntax match sladslAnswer_42_2 /\v\C%(all)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(first[ \t]+day[ \t]+of[ \t]+a[ \t]+right)%([ \t]*:[ \t]*%(effect|notice)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_41_1 skipwhite
syntax match sladslMark_41_1 /\v\C:%([ \t]*%(effect|notice)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_41_2 skipwhite
syntax match sladslAnswer_41_2 /\v\C%(effect|notice)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(first[ \t]+business[ \t]+day)%([ \t]*:[ \t]*%(not[ \t]+counted|counted)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_40_1 skipwhite
syntax match sladslMark_40_1 /\v\C:%([ \t]*%(not[ \t]+counted|counted)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_40_2 skipwhite
syntax match sladslAnswer_40_2 /\v\C%(not[ \t]+counted|counted)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(fee[ \t]+leaves[ \t]+out)%([ \t]*:[ \t]*%(one-time[ \t]+and[ \t]+pass-through[ \t]+fees|pass-through[ \t]+fees|one-time[ \t]+fees|nothing)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_39_1 skipwhite
syntax match sladslMark_39_1 /\v\C:%([ \t]*%(one-time[ \t]+and[ \t]+pass-through[ \t]+fees|pass-through[ \t]+fees|one-time[ \t]+fees|nothing)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_39_2 skipwhite
syntax match sladslAnswer_39_2 /\v\C%(one-time[ \t]+and[ \t]+pass-through[ \t]+fees|pass-through[ \t]+fees|one-time[ \t]+fees|nothing)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(fee)%([ \t]*:[ \t]*%(none)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_38_1 skipwhite
syntax match sladslMark_38_1 /\v\C:%([ \t]*%(none)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_38_2 skipwhite
syntax match sladslAnswer_38_2 /\v\C%(none)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(excluded[ \t]+time)%([ \t]*:[ \t]*%(out[ \t]+of[ \t]+total[ \t]+only|counts[ \t]+as[ \t]+up|out[ \t]+of[ \t]+both)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_37_1 skipwhite
syntax match sladslMark_37_1 /\v\C:%([ \t]*%(out[ \t]+of[ \t]+total[ \t]+only|counts[ \t]+as[ \t]+up|out[ \t]+of[ \t]+both)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_37_2 skipwhite
syntax match sladslAnswer_37_2 /\v\C%(out[ \t]+of[ \t]+total[ \t]+only|counts[ \t]+as[ \t]+up|out[ \t]+of[ \t]+both)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(excluded[ \t]+records)%([ \t]*:[ \t]*%(out[ \t]+of[ \t]+total[ \t]+only|counts[ \t]+as[ \t]+good|out[ \t]+of[ \t]+both)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_36_1 skipwhite
syntax match sladslMark_36_1 /\v\C:%([ \t]*%(out[ \t]+of[ \t]+total[ \t]+only|counts[ \t]+as[ \t]+good|out[ \t]+of[ \t]+both)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_36_2 skipwhite
syntax match sladslAnswer_36_2 /\v\C%(out[ \t]+of[ \t]+total[ \t]+only|counts[ \t]+as[ \t]+good|out[ \t]+of[ \t]+both)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(end[ \t]+of[ \t]+business[ \t]+days)%([ \t]*:[ \t]*%(close[ \t]+of[ \t]+business|same[ \t]+time[ \t]+of[ \t]+day)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_35_1 skipwhite
syntax match sladslMark_35_1 /\v\C:%([ \t]*%(close[ \t]+of[ \t]+business|same[ \t]+time[ \t]+of[ \t]+day)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_35_2 skipwhite
syntax match sladslAnswer_35_2 /\v\C%(close[ \t]+of[ \t]+business|same[ \t]+time[ \t]+of[ \t]+day)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(earliest)%([ \t]*:[ \t]*%(end[ \t]+of[ \t]+the[ \t]+initial[ \t]+term)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_34_1 skipwhite
syntax match sladslMark_34_1 /\v\C:%([ \t]*%(end[ \t]+of[ \t]+the[ \t]+initial[ \t]+term)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_34_2 skipwhite
syntax match sladslAnswer_34_2 /\v\C%(end[ \t]+of[ \t]+the[ \t]+initial[ \t]+term)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(each)%([ \t]*:[ \t]*%(billing[ \t]+cycle|quarter|month|term|week|year|day)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_33_1 skipwhite
syntax match sladslMark_33_1 /\v\C:%([ \t]*%(billing[ \t]+cycle|quarter|month|term|week|year|day)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_33_2 skipwhite
syntax match sladslAnswer_33_2 /\v\C%(billing[ \t]+cycle|quarter|month|term|week|year|day)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(decided)%([ \t]*:[ \t]*%(the[ \t]+least|the[ \t]+most)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_32_1 skipwhite
syntax match sladslMark_32_1 /\v\C:%([ \t]*%(the[ \t]+least|the[ \t]+most)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_32_2 skipwhite
syntax match sladslAnswer_32_2 /\v\C%(the[ \t]+least|the[ \t]+most)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(deadline[ \t]+at[ \t]+closing[ \t]+time)%([ \t]*:[ \t]*%(due[ \t]+at[ \t]+next[ \t]+opening|due[ \t]+then)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_31_1 skipwhite
syntax match sladslMark_31_1 /\v\C:%([ \t]*%(due[ \t]+at[ \t]+next[ \t]+opening|due[ \t]+then)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_31_2 skipwhite
syntax match sladslAnswer_31_2 /\v\C%(due[ \t]+at[ \t]+next[ \t]+opening|due[ \t]+then)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(days[ \t]+on[ \t]+a[ \t]+clock)%([ \t]*:[ \t]*%(24[ \t]+hours[ \t]+on[ \t]+the[ \t]+clock|business[ \t]+days|24[ \t]+hours)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_30_1 skipwhite
syntax match sladslMark_30_1 /\v\C:%([ \t]*%(24[ \t]+hours[ \t]+on[ \t]+the[ \t]+clock|business[ \t]+days|24[ \t]+hours)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_30_2 skipwhite
syntax match sladslAnswer_30_2 /\v\C%(24[ \t]+hours[ \t]+on[ \t]+the[ \t]+clock|business[ \t]+days|24[ \t]+hours)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(days)%([ \t]*:[ \t]*%(business[ \t]+days|calendar[ \t]+days|24[ \t]+hours)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_29_1 skipwhite
syntax match sladslMark_29_1 /\v\C:%([ \t]*%(business[ \t]+days|calendar[ \t]+days|24[ \t]+hours)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_29_2 skipwhite
syntax match sladslAnswer_29_2 /\v\C%(business[ \t]+days|calendar[ \t]+days|24[ \t]+hours)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(day[ \t]+of[ \t]+fee)%([ \t]*:[ \t]*%(thirtieth[ \t]+of[ \t]+a[ \t]+month|days[ \t]+of[ \t]+the[ \t]+period|365th[ \t]+of[ \t]+a[ \t]+year)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_28_1 skipwhite
syntax match sladslMark_28_1 /\v\C:%([ \t]*%(thirtieth[ \t]+of[ \t]+a[ \t]+month|days[ \t]+of[ \t]+the[ \t]+period|365th[ \t]+of[ \t]+a[ \t]+year)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_28_2 skipwhite
syntax match sladslAnswer_28_2 /\v\C%(thirtieth[ \t]+of[ \t]+a[ \t]+month|days[ \t]+of[ \t]+the[ \t]+period|365th[ \t]+of[ \t]+a[ \t]+year)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(credit[ \t]+when[ \t]+met)%([ \t]*:[ \t]*%(not[ \t]+paid|paid)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_27_1 skipwhite
syntax match sladslMark_27_1 /\v\C:%([ \t]*%(not[ \t]+paid|paid)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_27_2 skipwhite
syntax match sladslAnswer_27_2 /\v\C%(not[ \t]+paid|paid)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(credit[ \t]+base)%([ \t]*:[ \t]*%(period[ \t]+of[ \t]+the[ \t]+miss|period[ \t]+before|next[ \t]+invoice)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_26_1 skipwhite
syntax match sladslMark_26_1 /\v\C:%([ \t]*%(period[ \t]+of[ \t]+the[ \t]+miss|period[ \t]+before|next[ \t]+invoice)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_26_2 skipwhite
syntax match sladslAnswer_26_2 /\v\C%(period[ \t]+of[ \t]+the[ \t]+miss|period[ \t]+before|next[ \t]+invoice)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(counts[ \t]+over[ \t]+amended[ \t]+periods)%([ \t]*:[ \t]*%(begin[ \t]+anew|go[ \t]+on)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_25_1 skipwhite
syntax match sladslMark_25_1 /\v\C:%([ \t]*%(begin[ \t]+anew|go[ \t]+on)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_25_2 skipwhite
syntax match sladslAnswer_25_2 /\v\C%(begin[ \t]+anew|go[ \t]+on)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(counts)%([ \t]*:[ \t]*%(part[ \t]+of[ \t]+the[ \t]+target|whether[ \t]+it[ \t]+was[ \t]+met|level[ \t]+over[ \t]+target|full[ \t]+or[ \t]+half|its[ \t]+level)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_24_1 skipwhite
syntax match sladslMark_24_1 /\v\C:%([ \t]*%(part[ \t]+of[ \t]+the[ \t]+target|whether[ \t]+it[ \t]+was[ \t]+met|level[ \t]+over[ \t]+target|full[ \t]+or[ \t]+half|its[ \t]+level)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_24_2 skipwhite
syntax match sladslAnswer_24_2 /\v\C%(part[ \t]+of[ \t]+the[ \t]+target|whether[ \t]+it[ \t]+was[ \t]+met|level[ \t]+over[ \t]+target|full[ \t]+or[ \t]+half|its[ \t]+level)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(counted[ \t]+in)%([ \t]*:[ \t]*%(whole[ \t]+minutes|whole[ \t]+seconds|exact[ \t]+time)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_23_1 skipwhite
syntax match sladslMark_23_1 /\v\C:%([ \t]*%(whole[ \t]+minutes|whole[ \t]+seconds|exact[ \t]+time)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_23_2 skipwhite
syntax match sladslAnswer_23_2 /\v\C%(whole[ \t]+minutes|whole[ \t]+seconds|exact[ \t]+time)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(collected)%([ \t]*:[ \t]*%(automatically|by[ \t]+hand)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_22_1 skipwhite
syntax match sladslMark_22_1 /\v\C:%([ \t]*%(automatically|by[ \t]+hand)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_22_2 skipwhite
syntax match sladslAnswer_22_2 /\v\C%(automatically|by[ \t]+hand)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(clock[ \t]+change)%([ \t]*:[ \t]*%(elapsed[ \t]+time|wall[ \t]+clock)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_21_1 skipwhite
syntax match sladslMark_21_1 /\v\C:%([ \t]*%(elapsed[ \t]+time|wall[ \t]+clock)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_21_2 skipwhite
syntax match sladslAnswer_21_2 /\v\C%(elapsed[ \t]+time|wall[ \t]+clock)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(clock)%([ \t]*:[ \t]*%(always)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_20_1 skipwhite
syntax match sladslMark_20_1 /\v\C:%([ \t]*%(always)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_20_2 skipwhite
syntax match sladslAnswer_20_2 /\v\C%(always)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(claims)%([ \t]*:[ \t]*%(damages|none)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_19_1 skipwhite
syntax match sladslMark_19_1 /\v\C:%([ \t]*%(damages|none)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_19_2 skipwhite
syntax match sladslAnswer_19_2 /\v\C%(damages|none)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(claim[ \t]+runs[ \t]+from)%([ \t]*:[ \t]*%(start[ \t]+of[ \t]+the[ \t]+outage|end[ \t]+of[ \t]+the[ \t]+outage|end[ \t]+of[ \t]+the[ \t]+period)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_18_1 skipwhite
syntax match sladslMark_18_1 /\v\C:%([ \t]*%(start[ \t]+of[ \t]+the[ \t]+outage|end[ \t]+of[ \t]+the[ \t]+outage|end[ \t]+of[ \t]+the[ \t]+period)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_18_2 skipwhite
syntax match sladslAnswer_18_2 /\v\C%(start[ \t]+of[ \t]+the[ \t]+outage|end[ \t]+of[ \t]+the[ \t]+outage|end[ \t]+of[ \t]+the[ \t]+period)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(claim[ \t]+after[ \t]+several[ \t]+outages)%([ \t]*:[ \t]*%(the[ \t]+first|the[ \t]+last)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_17_1 skipwhite
syntax match sladslMark_17_1 /\v\C:%([ \t]*%(the[ \t]+first|the[ \t]+last)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_17_2 skipwhite
syntax match sladslAnswer_17_2 /\v\C%(the[ \t]+first|the[ \t]+last)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(channel)%([ \t]*:[ \t]*%(none[ \t]+needed|in[ \t]+writing|automatic|by[ \t]+e-mail|by[ \t]+ticket)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_16_1 skipwhite
syntax match sladslMark_16_1 /\v\C:%([ \t]*%(none[ \t]+needed|in[ \t]+writing|automatic|by[ \t]+e-mail|by[ \t]+ticket)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_16_2 skipwhite
syntax match sladslAnswer_16_2 /\v\C%(none[ \t]+needed|in[ \t]+writing|automatic|by[ \t]+e-mail|by[ \t]+ticket)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(changed[ \t]+fields)%([ \t]*:[ \t]*%(at[ \t]+opening|highest|latest)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_15_1 skipwhite
syntax match sladslMark_15_1 /\v\C:%([ \t]*%(at[ \t]+opening|highest|latest)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_15_2 skipwhite
syntax match sladslAnswer_15_2 /\v\C%(at[ \t]+opening|highest|latest)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(cap[ \t]+of[ \t]+both[ \t]+sides)%([ \t]*:[ \t]*%(each[ \t]+side[ \t]+by[ \t]+itself|together)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_14_1 skipwhite
syntax match sladslMark_14_1 /\v\C:%([ \t]*%(each[ \t]+side[ \t]+by[ \t]+itself|together)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_14_2 skipwhite
syntax match sladslAnswer_14_2 /\v\C%(each[ \t]+side[ \t]+by[ \t]+itself|together)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(cap[ \t]+covers)%([ \t]*:[ \t]*%(all[ \t]+credits|each[ \t]+credit)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_13_1 skipwhite
syntax match sladslMark_13_1 /\v\C:%([ \t]*%(all[ \t]+credits|each[ \t]+credit)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_13_2 skipwhite
syntax match sladslAnswer_13_2 /\v\C%(all[ \t]+credits|each[ \t]+credit)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(by)%([ \t]*:[ \t]*%(both[ \t]+parties)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_12_1 skipwhite
syntax match sladslMark_12_1 /\v\C:%([ \t]*%(both[ \t]+parties)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_12_2 skipwhite
syntax match sladslAnswer_12_2 /\v\C%(both[ \t]+parties)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(business[ \t]+days)%([ \t]*:[ \t]*%(Monday[ \t]+to[ \t]+Friday)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_11_1 skipwhite
syntax match sladslMark_11_1 /\v\C:%([ \t]*%(Monday[ \t]+to[ \t]+Friday)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_11_2 skipwhite
syntax match sladslAnswer_11_2 /\v\C%(Monday[ \t]+to[ \t]+Friday)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(billing[ \t]+cycle)%([ \t]*:[ \t]*%(from[ \t]+the[ \t]+day[ \t]+of[ \t]+ordering)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_10_1 skipwhite
syntax match sladslMark_10_1 /\v\C:%([ \t]*%(from[ \t]+the[ \t]+day[ \t]+of[ \t]+ordering)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_10_2 skipwhite
syntax match sladslAnswer_10_2 /\v\C%(from[ \t]+the[ \t]+day[ \t]+of[ \t]+ordering)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(beyond[ \t]+a[ \t]+limit)%([ \t]*:[ \t]*%(only[ \t]+the[ \t]+excess|the[ \t]+whole)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_9_1 skipwhite
syntax match sladslMark_9_1 /\v\C:%([ \t]*%(only[ \t]+the[ \t]+excess|the[ \t]+whole)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_9_2 skipwhite
syntax match sladslAnswer_9_2 /\v\C%(only[ \t]+the[ \t]+excess|the[ \t]+whole)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(better)%([ \t]*:[ \t]*%(higher|lower)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_8_1 skipwhite
syntax match sladslMark_8_1 /\v\C:%([ \t]*%(higher|lower)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_8_2 skipwhite
syntax match sladslAnswer_8_2 /\v\C%(higher|lower)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(base[ \t]+and[ \t]+other[ \t]+credits)%([ \t]*:[ \t]*%(before[ \t]+other[ \t]+credits|after[ \t]+other[ \t]+credits)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_7_1 skipwhite
syntax match sladslMark_7_1 /\v\C:%([ \t]*%(before[ \t]+other[ \t]+credits|after[ \t]+other[ \t]+credits)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_7_2 skipwhite
syntax match sladslAnswer_7_2 /\v\C%(before[ \t]+other[ \t]+credits|after[ \t]+other[ \t]+credits)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(base)%([ \t]*:[ \t]*%(the[ \t]+fee[ \t]+for[ \t]+the[ \t]+time[ \t]+lost)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_6_1 skipwhite
syntax match sladslMark_6_1 /\v\C:%([ \t]*%(the[ \t]+fee[ \t]+for[ \t]+the[ \t]+time[ \t]+lost)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_6_2 skipwhite
syntax match sladslAnswer_6_2 /\v\C%(the[ \t]+fee[ \t]+for[ \t]+the[ \t]+time[ \t]+lost)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(as)%([ \t]*:[ \t]*%(service[ \t]+time|set-off[ \t]+only|money)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_5_1 skipwhite
syntax match sladslMark_5_1 /\v\C:%([ \t]*%(service[ \t]+time|set-off[ \t]+only|money)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_5_2 skipwhite
syntax match sladslAnswer_5_2 /\v\C%(service[ \t]+time|set-off[ \t]+only|money)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(amended[ \t]+time[ \t]+zone)%([ \t]*:[ \t]*%(the[ \t]+new[ \t]+clock|the[ \t]+old[ \t]+clock)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_4_1 skipwhite
syntax match sladslMark_4_1 /\v\C:%([ \t]*%(the[ \t]+new[ \t]+clock|the[ \t]+old[ \t]+clock)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_4_2 skipwhite
syntax match sladslAnswer_4_2 /\v\C%(the[ \t]+new[ \t]+clock|the[ \t]+old[ \t]+clock)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(amended[ \t]+periods)%([ \t]*:[ \t]*%(run[ \t]+until[ \t]+new[ \t]+ones[ \t]+begin|run[ \t]+to[ \t]+their[ \t]+end|cut[ \t]+on[ \t]+the[ \t]+day)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_3_1 skipwhite
syntax match sladslMark_3_1 /\v\C:%([ \t]*%(run[ \t]+until[ \t]+new[ \t]+ones[ \t]+begin|run[ \t]+to[ \t]+their[ \t]+end|cut[ \t]+on[ \t]+the[ \t]+day)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_3_2 skipwhite
syntax match sladslAnswer_3_2 /\v\C%(run[ \t]+until[ \t]+new[ \t]+ones[ \t]+begin|run[ \t]+to[ \t]+their[ \t]+end|cut[ \t]+on[ \t]+the[ \t]+day)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(allowance[ \t]+counts)%([ \t]*:[ \t]*%(service[ \t]+hours|all[ \t]+time)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_2_1 skipwhite
syntax match sladslMark_2_1 /\v\C:%([ \t]*%(service[ \t]+hours|all[ \t]+time)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_2_2 skipwhite
syntax match sladslAnswer_2_2 /\v\C%(service[ \t]+hours|all[ \t]+time)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(accepted)%([ \t]*:[ \t]*%(by[ \t]+ordering)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_1_1 skipwhite
syntax match sladslMark_1_1 /\v\C:%([ \t]*%(by[ \t]+ordering)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_1_2 skipwhite
syntax match sladslAnswer_1_2 /\v\C%(by[ \t]+ordering)%(\k|'s|\.\k)@!/ contained
syntax match sladslKey /\v\C%(N[ \t]+of[ \t]+M[ \t]+periods)%([ \t]*:[ \t]*%(fixed[ \t]+blocks|sliding)%(\k|'s|\.\k)@!)@=/ nextgroup=sladslMark_0_1 skipwhite
syntax match sladslMark_0_1 /\v\C:%([ \t]*%(fixed[ \t]+blocks|sliding)%(\k|'s|\.\k)@!)@=/ contained nextgroup=sladslAnswer_0_2 skipwhite
syntax match sladslAnswer_0_2 /\v\C%(fixed[ \t]+blocks|sliding)%(\k|'s|\.\k)@!/ contained

syntax match sladslError /[“„«»‘’”][^“„«»‘’”"\n]*[“„«»‘’”"]\?/
syntax match sladslError /"\_[^\n]\{-}\ze[ \t{}]*$/
syntax match sladslString /\v\C"%([^"\\\n]|\\.)*"/
syntax region sladslLongString start=/"""/ end=/"""/
syntax region sladslComment start=+/\*+ end=+\*/+
syntax match sladslComment +//.*$+
syntax match sladslComment /#.*$/ contains=@Spell
syntax match sladslAllowed /#\s*sladsl:\s*allow\>.*$/

highlight default link sladslComment Comment
highlight default link sladslAllowed SpecialComment
highlight default link sladslString String
highlight default link sladslLongString String
highlight default link sladslDate Number
highlight default link sladslNumber Number
highlight default link sladslUnit Type
highlight default link sladslBlock Structure
highlight default link sladslDeclared Function
highlight default link sladslKey Identifier
highlight default link sladslLabel Label
highlight default link sladslAnswer Constant
highlight default link sladslVerb Statement
highlight default link sladslComparator Operator
highlight default link sladslWord Operator
highlight default link sladslOperator Operator
highlight default link sladslMark Delimiter
highlight default link sladslError Error
highlight default link sladslMark_0_1 sladslMark
highlight default link sladslAnswer_0_2 sladslAnswer
highlight default link sladslMark_1_1 sladslMark
highlight default link sladslAnswer_1_2 sladslAnswer
highlight default link sladslMark_2_1 sladslMark
highlight default link sladslAnswer_2_2 sladslAnswer
highlight default link sladslMark_3_1 sladslMark
highlight default link sladslAnswer_3_2 sladslAnswer
highlight default link sladslMark_4_1 sladslMark
highlight default link sladslAnswer_4_2 sladslAnswer
highlight default link sladslMark_5_1 sladslMark
highlight default link sladslAnswer_5_2 sladslAnswer
highlight default link sladslMark_6_1 sladslMark
highlight default link sladslAnswer_6_2 sladslAnswer
highlight default link sladslMark_7_1 sladslMark
highlight default link sladslAnswer_7_2 sladslAnswer
highlight default link sladslMark_8_1 sladslMark
highlight default link sladslAnswer_8_2 sladslAnswer
highlight default link sladslMark_9_1 sladslMark
highlight default link sladslAnswer_9_2 sladslAnswer
highlight default link sladslMark_10_1 sladslMark
highlight default link sladslAnswer_10_2 sladslAnswer
highlight default link sladslMark_11_1 sladslMark
highlight default link sladslAnswer_11_2 sladslAnswer
highlight default link sladslMark_12_1 sladslMark
highlight default link sladslAnswer_12_2 sladslAnswer
highlight default link sladslMark_13_1 sladslMark
highlight default link sladslAnswer_13_2 sladslAnswer
highlight default link sladslMark_14_1 sladslMark
highlight default link sladslAnswer_14_2 sladslAnswer
highlight default link sladslMark_15_1 sladslMark
highlight default link sladslAnswer_15_2 sladslAnswer
highlight default link sladslMark_16_1 sladslMark
highlight default link sladslAnswer_16_2 sladslAnswer
highlight default link sladslMark_17_1 sladslMark
highlight default link sladslAnswer_17_2 sladslAnswer
highlight default link sladslMark_18_1 sladslMark
highlight default link sladslAnswer_18_2 sladslAnswer
highlight default link sladslMark_19_1 sladslMark
highlight default link sladslAnswer_19_2 sladslAnswer
highlight default link sladslMark_20_1 sladslMark
highlight default link sladslAnswer_20_2 sladslAnswer
highlight default link sladslMark_21_1 sladslMark
highlight default link sladslAnswer_21_2 sladslAnswer
highlight default link sladslMark_22_1 sladslMark
highlight default link sladslAnswer_22_2 sladslAnswer
highlight default link sladslMark_23_1 sladslMark
highlight default link sladslAnswer_23_2 sladslAnswer
highlight default link sladslMark_24_1 sladslMark
highlight default link sladslAnswer_24_2 sladslAnswer
highlight default link sladslMark_25_1 sladslMark
highlight default link sladslAnswer_25_2 sladslAnswer
highlight default link sladslMark_26_1 sladslMark
highlight default link sladslAnswer_26_2 sladslAnswer
highlight default link sladslMark_27_1 sladslMark
highlight default link sladslAnswer_27_2 sladslAnswer
highlight default link sladslMark_28_1 sladslMark
highlight default link sladslAnswer_28_2 sladslAnswer
highlight default link sladslMark_29_1 sladslMark
highlight default link sladslAnswer_29_2 sladslAnswer
highlight default link sladslMark_30_1 sladslMark
highlight default link sladslAnswer_30_2 sladslAnswer
highlight default link sladslMark_31_1 sladslMark
highlight default link sladslAnswer_31_2 sladslAnswer
highlight default link sladslMark_32_1 sladslMark
highlight default link sladslAnswer_32_2 sladslAnswer
highlight default link sladslMark_33_1 sladslMark
highlight default link sladslAnswer_33_2 sladslAnswer
highlight default link sladslMark_34_1 sladslMark
highlight default link sladslAnswer_34_2 sladslAnswer
highlight default link sladslMark_35_1 sladslMark
highlight default link sladslAnswer_35_2 sladslAnswer
highlight default link sladslMark_36_1 sladslMark
highlight default link sladslAnswer_36_2 sladslAnswer
highlight default link sladslMark_37_1 sladslMark
highlight default link sladslAnswer_37_2 sladslAnswer
highlight default link sladslMark_38_1 sladslMark
highlight default link sladslAnswer_38_2 sladslAnswer
highlight default link sladslMark_39_1 sladslMark
highlight default link sladslAnswer_39_2 sladslAnswer
highlight default link sladslMark_40_1 sladslMark
highlight default link sladslAnswer_40_2 sladslAnswer
highlight default link sladslMark_41_1 sladslMark
highlight default link sladslAnswer_41_2 sladslAnswer
highlight default link sladslMark_42_1 sladslMark
highlight default link sladslAnswer_42_2 sladslAnswer
highlight default link sladslMark_43_1 sladslMark
highlight default link sladslAnswer_43_2 sladslAnswer
highlight default link sladslMark_44_1 sladslMark
highlight default link sladslAnswer_44_2 sladslAnswer
highlight default link sladslMark_45_1 sladslMark
highlight default link sladslAnswer_45_2 sladslAnswer
highlight default link sladslMark_46_1 sladslMark
highlight default link sladslAnswer_46_2 sladslAnswer
highlight default link sladslMark_47_1 sladslMark
highlight default link sladslAnswer_47_2 sladslAnswer
highlight default link sladslMark_48_1 sladslMark
highlight default link sladslAnswer_48_2 sladslAnswer
highlight default link sladslMark_49_1 sladslMark
highlight default link sladslAnswer_49_2 sladslAnswer
highlight default link sladslMark_50_1 sladslMark
highlight default link sladslAnswer_50_2 sladslAnswer
highlight default link sladslMark_51_1 sladslMark
highlight default link sladslAnswer_51_2 sladslAnswer
highlight default link sladslMark_52_1 sladslMark
highlight default link sladslAnswer_52_2 sladslAnswer
highlight default link sladslMark_53_1 sladslMark
highlight default link sladslAnswer_53_2 sladslAnswer
highlight default link sladslMark_54_1 sladslMark
highlight default link sladslAnswer_54_2 sladslAnswer
highlight default link sladslMark_55_1 sladslMark
highlight default link sladslAnswer_55_2 sladslAnswer
highlight default link sladslMark_56_1 sladslMark
highlight default link sladslAnswer_56_2 sladslAnswer
highlight default link sladslMark_57_1 sladslMark
highlight default link sladslAnswer_57_2 sladslAnswer
highlight default link sladslMark_58_1 sladslMark
highlight default link sladslAnswer_58_2 sladslAnswer
highlight default link sladslMark_59_1 sladslMark
highlight default link sladslAnswer_59_2 sladslAnswer
highlight default link sladslMark_60_1 sladslMark
highlight default link sladslAnswer_60_2 sladslAnswer
highlight default link sladslMark_61_1 sladslMark
highlight default link sladslAnswer_61_2 sladslAnswer
highlight default link sladslMark_62_1 sladslMark
highlight default link sladslAnswer_62_2 sladslAnswer
highlight default link sladslMark_63_1 sladslMark
highlight default link sladslAnswer_63_2 sladslAnswer
highlight default link sladslMark_64_1 sladslMark
highlight default link sladslAnswer_64_2 sladslAnswer
highlight default link sladslMark_65_1 sladslMark
highlight default link sladslAnswer_65_2 sladslAnswer
highlight default link sladslMark_66_1 sladslMark
highlight default link sladslAnswer_66_2 sladslAnswer
highlight default link sladslMark_67_1 sladslMark
highlight default link sladslAnswer_67_2 sladslAnswer
highlight default link sladslMark_68_1 sladslMark
highlight default link sladslAnswer_68_2 sladslAnswer
highlight default link sladslMark_69_1 sladslMark
highlight default link sladslAnswer_69_2 sladslAnswer
highlight default link sladslMark_70_1 sladslMark
highlight default link sladslAnswer_70_2 sladslAnswer
highlight default link sladslMark_71_1 sladslMark
highlight default link sladslAnswer_71_2 sladslAnswer
highlight default link sladslMark_72_1 sladslMark
highlight default link sladslAnswer_72_2 sladslAnswer
highlight default link sladslMark_73_1 sladslMark
highlight default link sladslAnswer_73_2 sladslAnswer
highlight default link sladslMark_74_1 sladslMark
highlight default link sladslAnswer_74_2 sladslAnswer
highlight default link sladslMark_75_1 sladslMark
highlight default link sladslAnswer_75_2 sladslAnswer
highlight default link sladslMark_76_1 sladslMark
highlight default link sladslAnswer_76_2 sladslAnswer
highlight default link sladslMark_77_1 sladslMark
highlight default link sladslAnswer_77_2 sladslAnswer
highlight default link sladslMark_78_1 sladslMark
highlight default link sladslAnswer_78_2 sladslAnswer
highlight default link sladslMark_79_1 sladslMark
highlight default link sladslAnswer_79_2 sladslAnswer
highlight default link sladslMark_80_1 sladslMark
highlight default link sladslAnswer_80_2 sladslAnswer
highlight default link sladslMark_81_1 sladslMark
highlight default link sladslAnswer_81_2 sladslAnswer
highlight default link sladslMark_82_1 sladslMark
highlight default link sladslAnswer_82_2 sladslAnswer
highlight default link sladslMark_83_1 sladslMark
highlight default link sladslAnswer_83_2 sladslAnswer
highlight default link sladslMark_84_1 sladslMark
highlight default link sladslAnswer_84_2 sladslAnswer
highlight default link sladslMark_85_1 sladslMark
highlight default link sladslAnswer_85_2 sladslAnswer
highlight default link sladslMark_86_1 sladslMark
highlight default link sladslAnswer_86_2 sladslAnswer
highlight default link sladslMark_87_1 sladslMark
highlight default link sladslAnswer_87_2 sladslAnswer
highlight default link sladslMark_88_1 sladslMark
highlight default link sladslAnswer_88_2 sladslAnswer
highlight default link sladslMark_89_1 sladslMark
highlight default link sladslAnswer_89_2 sladslAnswer
highlight default link sladslMark_90_1 sladslMark
highlight default link sladslAnswer_90_2 sladslAnswer
highlight default link sladslMark_91_1 sladslMark
highlight default link sladslAnswer_91_2 sladslAnswer
highlight default link sladslMark_92_1 sladslMark
highlight default link sladslAnswer_92_2 sladslAnswer
highlight default link sladslMark_93_1 sladslMark
highlight default link sladslAnswer_93_2 sladslAnswer
highlight default link sladslMark_94_1 sladslMark
highlight default link sladslAnswer_94_2 sladslAnswer
highlight default link sladslMark_95_1 sladslMark
highlight default link sladslAnswer_95_2 sladslAnswer
highlight default link sladslMark_96_1 sladslMark
highlight default link sladslWord_97_1 sladslWord
highlight default link sladslDeclared_102_1 sladslDeclared
highlight default link sladslWord_110_1 sladslWord
highlight default link sladslUnit_111_1 sladslUnit
highlight default link sladslWord_113_1 sladslWord
highlight default link sladslUnit_114_1 sladslUnit
highlight default link sladslVerb_117_1 sladslVerb
highlight default link sladslVerb_118_1 sladslVerb
highlight default link sladslWord_119_1 sladslWord
highlight default link sladslUnit_120_1 sladslUnit
highlight default link sladslWord_124_1 sladslWord

let b:current_syntax = "sladsl"
let &cpo = s:cpo
unlet s:cpo
