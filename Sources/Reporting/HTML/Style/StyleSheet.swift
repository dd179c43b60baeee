/// The page's look: paper, ink, and one red, as scribes marked what mattered.
///
/// Colours are variables, in a light and a dark set; `Tests/ReportingTests` holds each pair of text
/// and ground to a contrast of 4.5 (WCAG 2.2, success criterion 1.4.3).
enum StyleSheet {
  /// All of it.
  static let all = Markup.joined([
    palette, ground, opening, sections, tables, drawings, findings, phone, print,
  ])

  private static let light: Markup = """
    --paper:#fbfaf6;--raised:#f3f0e7;--ink:#1e1b17;--quiet:#625b51;--rule:#dcd6c8;--hair:#e9e4d9;\
    --found:#a92318;--found-soft:#e3a79b;--base:#3f5d75;--base-soft:#c3ced6;--control:#7c5a00;\
    --excess:#3c372f;--rest:#e2dccf;--s3:#1d6b58;--s4:#6b4a8c;--s5:#625b51;--trough:#e9e4d9;
    """
  private static let dark: Markup = """
    --paper:#161412;--raised:#201d1a;--ink:#ece7dc;--quiet:#a89f91;--rule:#3b362f;--hair:#2a2622;\
    --found:#ff8a73;--found-soft:#7d3b2f;--base:#9dbbd1;--base-soft:#3b4c59;--control:#e0ba62;\
    --excess:#d5cdbf;--rest:#36312b;--s3:#7cc8b2;--s4:#c3a5e3;--s5:#a89f91;--trough:#2a2622;
    """

  private static let palette: Markup = """
    :root{color-scheme:light dark;\(light)\
    --serif:P052,"Iowan Old Style","Palatino Linotype","URW Palladio L",Palatino,"Book Antiqua",\
    Georgia,"Source Serif 4","Noto Serif","Liberation Serif",serif;\
    --sans:-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",\
    "Liberation Sans",Arial,system-ui,sans-serif;\
    --mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
    @media (prefers-color-scheme:dark){:root{\(dark)}}
    @media print{:root{color-scheme:light;\(light)--paper:#fff;--raised:#fff}}
    """

  private static let ground: Markup = """
    *,*::before,*::after{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
    body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 var(--serif);\
    font-variant-numeric:lining-nums;overflow-wrap:anywhere}
    h1,h2,h3,h4,p,dl,dd,ul,ol,figure,pre,table{margin:0;padding:0}
    ul,ol{list-style:none}
    a{color:inherit;text-decoration-color:var(--found);text-decoration-thickness:1px;\
    text-underline-offset:.18em}
    a:hover{color:var(--found)}
    :focus-visible{outline:2px solid var(--found);outline-offset:3px;border-radius:1px}
    code,pre{font-family:var(--mono);font-size:.86em}
    .skip{position:absolute;left:-999rem;top:0;padding:.5rem 1rem;background:var(--ink);\
    color:var(--paper);z-index:2}
    .skip:focus{left:0}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
    white-space:nowrap}
    .masthead,main,.colophon{max-width:76rem;margin:0 auto;padding:0 clamp(1.125rem,4vw,3.5rem)}
    .masthead{display:flex;gap:.25rem 1.25rem;align-items:baseline;padding-top:1.25rem;\
    font:.875rem/1.4 var(--sans);color:var(--quiet)}
    .masthead .brand{font:600 1.0625rem/1.2 var(--serif);color:var(--ink);letter-spacing:.005em;\
    flex:none}
    .masthead .what{flex:1;min-width:0}
    .masthead .when{white-space:nowrap;font-variant-numeric:tabular-nums}
    .number,.interval,.n,.tick,.value{font-variant-numeric:tabular-nums lining-nums}
    .quiet,.caption,.lead,.meaning,.more,.empty,.digest{color:var(--quiet);\
    font:.875rem/1.45 var(--sans)}
    .eyebrow{display:flex;flex-wrap:wrap;align-items:center;gap:.15rem .65rem;\
    font:.8125rem/1.4 var(--sans);color:var(--quiet)}
    .eyebrow>span+span::before{content:"·";margin-right:.65rem}
    .severity{display:inline-flex;gap:.5rem;align-items:center;font-weight:600}
    .severity.severe{color:var(--found)}
    .severity svg{fill:currentColor;flex:none;width:2.75rem}
    .severity .off{opacity:.22}
    .colophon{margin-top:4rem;padding-bottom:3rem;font:.8125rem/1.5 var(--sans);color:var(--quiet)}
    .colophon p{border-top:1px solid var(--rule);padding:1.25rem max(0px,100% - 46rem) 0 0}
    """

  private static let opening: Markup = """
    .opening{padding:clamp(1.75rem,5vh,3.5rem) 0 2rem}
    h1{font-weight:400;letter-spacing:-.014em;line-height:1.13;\
    margin:.6rem 0 clamp(1.5rem,4vh,2.5rem);\
    max-width:25em;text-wrap:pretty}
    h1.short{font-size:clamp(1.75rem,1.05rem + 2.7vw,3.05rem)}
    h1.long{font-size:clamp(1.5rem,1rem + 1.8vw,2.3rem)}
    h1.very-long{font-size:clamp(1.2rem,1rem + .6vw,1.5rem);line-height:1.3}
    .pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:clamp(1.5rem,4vw,4rem)}
    .crowd figcaption{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem .75rem;\
    border-top:1px solid var(--ink);padding-top:.6rem;margin-bottom:.9rem}
    .crowd .label{flex-basis:100%;font:600 .8125rem/1.4 var(--sans)}
    .crowd strong{font-weight:400;font-size:1.75rem;line-height:1.15;letter-spacing:-.01em;\
    color:var(--k);white-space:nowrap}
    .crowd .quiet span+span::before{content:"·";margin:0 .45em}
    .crowd.found{--k:var(--found)}.crowd.base{--k:var(--base)}
    .people{display:block;width:100%;height:auto;--k:inherit}
    .people .full{fill:var(--k)}.people .rest{fill:var(--rest)}
    .pair.three{grid-template-columns:1.55fr 1fr 1fr;align-items:start;\
    gap:1.5rem clamp(1.25rem,2.5vw,2.5rem)}
    .three .found strong{font-size:2.75rem}
    .crowd.best{--k:var(--control)}
    .crowd.best .people{--k:var(--control)}.crowd.found .people{--k:var(--found)}\
    .crowd.base .people{--k:var(--base)}
    .people .part{overflow:hidden}
    .people .interval{stroke:var(--ink);stroke-width:1.2;fill:none}
    .grounds{margin-top:1.25rem;max-width:46rem}
    .grounds+.grounds{margin-top:.6rem}
    .facts{display:flex;flex-wrap:wrap;gap:.75rem 2rem;margin-top:1.75rem;padding-top:.9rem;\
    border-top:1px solid var(--rule);font:.875rem/1.4 var(--sans)}
    .facts dt{color:var(--quiet);font-size:.8125rem}
    .facts dd{font-variant-numeric:tabular-nums}
    .contents{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;padding:.75rem 0;\
    border-top:1px solid var(--rule);font:.9375rem/1.4 var(--sans)}
    .contents a{text-decoration-color:var(--rule)}
    """

  private static let sections: Markup = """
    .block{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:1.5rem 3.5rem;\
    border-top:1px solid var(--ink);padding-top:1rem;margin-top:3.5rem}
    .contents+.block{margin-top:1.5rem}
    .side h2{font-weight:400;font-size:1.5rem;line-height:1.2;letter-spacing:-.008em}
    .side .lead{margin-top:.6rem;max-width:30rem}
    h3{font-weight:600;font-size:1.25rem;line-height:1.3;letter-spacing:-.004em}
    h4{font:600 .9375rem/1.4 var(--sans)}
    .body>h3{margin-top:2.25rem}.body>h3:first-child{margin-top:0}
    .body>.caption{margin:.1rem 0 .6rem}
    .strip-title{font:600 .875rem/1.4 var(--sans)}
    .trio{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0;margin-top:.6rem;\
    border-top:1px solid var(--rule)}
    .trio li{padding:.8rem 1.25rem 1rem;border-left:1px solid var(--rule);min-width:0}
    .trio li:first-child{padding-left:0;border-left:0}
    .trio .meaning{min-height:2.9em;margin-top:.1rem}
    .trio .big{font-size:2rem;line-height:1.2;letter-spacing:-.015em;color:var(--found);\
    margin-top:.35rem}
    .trio .none .big{color:var(--ink)}
    .trio .unmeasured .big{color:var(--quiet);font-style:italic;font-size:1.25rem;line-height:1.92}
    .trio .strips{padding:0 6px;margin:.1rem 0 .3rem}
    .trio+.strip-title{margin-top:2rem}
    .trio .verdict{font-size:1rem;line-height:1.4;margin:.35rem 0 .5rem}
    .trio .effort{font:.875rem/1.45 var(--sans);margin-bottom:.5rem}
    .broken{color:var(--found)}
    .sentence{max-width:44rem}
    .remedy{max-width:44rem;margin-top:.5rem;padding-left:.9rem;border-left:2px solid var(--found)}
    .remedy b{font-weight:600}
    .legend{display:flex;flex-wrap:wrap;gap:.3rem 1.25rem;margin:.9rem 0 .25rem;\
    font:.8125rem/1.4 var(--sans);color:var(--quiet)}
    .key-item{display:inline-flex;align-items:center;gap:.4rem}
    .key-item svg{width:auto;flex:none}
    .more{margin-top:.5rem}
    .setting{font:.875rem/1.5 var(--sans);margin-top:1.1rem}
    .setting>div,.gaps>div{display:grid;grid-template-columns:9.5rem minmax(0,1fr);gap:.1rem 1rem;\
    padding:.32rem 0;border-top:1px solid var(--hair)}
    .setting dt{color:var(--quiet)}
    .setting dd,.gaps dd{max-width:42rem}
    .quartet{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0 1.5rem;margin-top:0;\
    border-top:1px solid var(--hair)}
    .quartet>div{display:block;border:0}
    .adversary{margin-bottom:2.5rem}
    .attack{border-top:1px solid var(--rule);padding:1.25rem 0 2.25rem}
    .attack h3{font-size:1.4375rem;font-weight:400;margin:.2rem 0 .4rem}
    .attack h4{margin:1.6rem 0 .35rem}
    .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));\
    gap:2rem 3rem;margin-top:1.75rem}
    .chart-figure{min-width:0;max-width:27.5rem}
    .beside{align-items:start;margin-top:1.25rem}
    .beside .plain{width:100%;min-width:0}
    .chart-figure figcaption{font:600 .9375rem/1.35 var(--sans);margin-bottom:.5rem}
    details{margin-top:.4rem;font:.875rem/1.5 var(--sans)}
    summary{cursor:pointer;color:var(--quiet);width:fit-content}
    summary:hover{color:var(--found)}
    .reproduce{margin-top:.8rem}
    pre{background:var(--raised);padding:.75rem 1rem;margin-top:.4rem;overflow-x:auto;\
    white-space:pre-wrap;max-width:44rem}
    .name{background:var(--raised);padding:.05em .32em;border-radius:2px;unicode-bidi:isolate}
    .notes li{max-width:44rem;padding:.3rem 0 .3rem 1.1rem;text-indent:-1.1rem}
    .notes li::before{content:"–";display:inline-block;width:1.1rem;text-indent:0;\
    color:var(--quiet)}
    .gaps dt{font-weight:600}
    .gaps>div{padding:.5rem 0}.gaps>div:first-child{border-top:0;padding-top:0}
    .notes{margin-top:.4rem}
    """

  private static let findings: Markup = """
    .findings>li{border-top:1px solid var(--rule);padding:1rem 0 1.5rem}
    .findings>li:first-child{border-top:0;padding-top:0}
    .findings h3{margin:.2rem 0 .3rem}
    .evidence{display:flex;flex-wrap:wrap;gap:.3rem .5rem;align-items:baseline;margin-top:.6rem;\
    font:.8125rem/1.5 var(--sans);color:var(--quiet)}
    .evidence .name{color:var(--ink);font-size:.9em}
    """

  private static let tables: Markup = """
    table{border-collapse:collapse;font:.875rem/1.4 var(--sans);width:100%}
    th{text-align:start;font-weight:400;vertical-align:baseline}
    td{vertical-align:baseline}
    thead th{color:var(--quiet);font-size:.8125rem;vertical-align:bottom}
    .n{text-align:end;white-space:nowrap}
    .scroll{overflow-x:auto;max-width:100%}
    .plain{width:auto;min-width:min(100%,26rem);overflow-wrap:normal}
    .plain th,.plain td{padding:.34rem 0 .34rem 1.25rem;border-top:1px solid var(--hair);\
    max-width:24rem;\
    overflow-wrap:break-word}
    .plain thead th{border-top:0}
    .plain th:first-child,.plain td:first-child{padding-left:0;min-width:7rem}
    .plain tbody tr:first-child>*{border-top-color:var(--ink)}
    .plain thead th{text-align:start}.plain thead th.n{text-align:end}
    .plain .note{color:var(--quiet);min-width:12rem}
    .plain .missing .n{color:var(--quiet);font-style:italic}
    .plain .name{background:none;padding:0}
    .cell-bar{display:inline-flex;align-items:center;gap:.6rem}
    .cell-bar svg{flex:none;width:48px}
    .digest{margin-top:.4rem;font-size:.75rem}
    .rates{margin-top:1.1rem;table-layout:fixed}
    .rates .name-column{width:9.5rem}.rates .value-column{width:19.5rem}
    .rates .meaning{display:block;font-size:.75rem;line-height:1.2}
    .rates td.n{padding-left:1.75rem;text-align:start}
    .rates th,.rates td{padding:0;vertical-align:middle}
    .rates th[scope=row]{line-height:1.15}
    .rates .number{font-weight:600;color:var(--k);display:inline-block;min-width:4rem}
    .rates .interval{color:var(--ink)}
    .rates .method{color:var(--quiet);font-size:.75rem;margin-left:.25rem}
    .rates .strip{height:38px}
    .rates .axis-strip{height:16px}
    .blame{min-width:40rem}
    .blame th,.blame td{padding:.55rem 0 .35rem 1.1rem;border-top:1px solid var(--hair);\
    vertical-align:top}
    .blame thead th{border-top:0;padding-top:0;vertical-align:bottom}
    .blame th:first-child{padding-left:0;width:9.5rem}
    .blame .wide{width:auto}
    .blame .name{background:none;padding:0;font-size:.875rem}
    .blame .table-name{display:block;color:var(--quiet);font-size:.75rem}
    .blame .caption{font-size:.8125rem}
    .blame thead .n,.blame td.n{text-align:end}
    .ends{display:block;color:var(--quiet);font-size:.75rem;white-space:nowrap}
    .map th[scope=row],.profiles th[scope=row]{font-weight:600}
    .map .table-name{font-weight:400}
    """

  private static let drawings: Markup = """
    svg{overflow:visible}
    .strip{display:block}
    .chart{display:block;width:100%;height:auto}
    .chart text{font:12px/1 var(--sans);fill:var(--ink)}.strip text{font:11px/1 var(--sans);\
    fill:var(--ink)}
    .chart .tick,.strip .tick,.chart .axis-label,.chart .quiet{fill:var(--quiet)}
    .chart .value{font-weight:600}
    .chart .key{fill:var(--k,var(--ink))}
    .grid{stroke:var(--hair);stroke-width:1}
    .axis{stroke:var(--quiet);stroke-width:1}
    .s0,.q-found{--k:var(--found)}.s1,.q-base{--k:var(--base)}\
    .s2,.q-control,.q-alone{--k:var(--control)}
    .s3{--k:var(--s3)}.s4{--k:var(--s4)}.s5{--k:var(--s5)}.q-excess{--k:var(--excess)}
    .line{stroke:var(--k);stroke-width:1.75;fill:none;stroke-linejoin:round;stroke-linecap:round}
    .s1 .line{stroke-dasharray:6 3}.s2 .line{stroke-dasharray:2 3}\
    .s3 .line{stroke-dasharray:9 3 2 3}
    .s4 .line{stroke-dasharray:4 2}.s5 .line{stroke-dasharray:1 4}
    .tie{stroke:var(--quiet);stroke-width:1.25}
    .band{fill:var(--k);fill-opacity:.14}
    .mark{fill:var(--k)}
    .mark.open{fill:var(--paper);stroke:var(--k);stroke-width:1.75}
    .bar{fill:var(--k)}
    .chart .bar.s1{fill:var(--base-soft);stroke:var(--base)}
    .chart .bar.s2{fill:var(--paper);stroke:var(--control);stroke-dasharray:3 2}
    .chart .bar.s3{fill:var(--paper);stroke:var(--s3)}
    .chart .bar.s5{fill:var(--paper);stroke:var(--s5);stroke-dasharray:1 2}
    .bar.without{fill:var(--base-soft)}.bar.with{fill:var(--found)}.bar.trough{fill:var(--trough)}
    .whisker{stroke:var(--k,var(--ink));stroke-width:1.5}
    .chart .whisker{stroke:var(--ink);stroke-width:1.25}
    .cell{fill:var(--k)}
    """

  private static let phone: Markup = """
    @media (max-width:62rem){.block{grid-template-columns:minmax(0,1fr)}}
    @media (min-width:62.01rem){.side{position:sticky;top:1.5rem;align-self:start}}
    @media (max-width:44rem){
    .masthead{flex-wrap:wrap}.masthead .what{order:3;flex-basis:100%}\
    .masthead .when{margin-left:auto;white-space:normal}
    .pair,.pair.three{grid-template-columns:minmax(0,1fr)}
    .trio{grid-template-columns:minmax(0,1fr)}
    .trio li{padding:.8rem 0 1rem;border-left:0;border-top:1px solid var(--rule)}
    .trio li:first-child{border-top:0}.trio .meaning{min-height:0}
    .setting>div,.gaps>div{grid-template-columns:minmax(0,1fr)}
    .contents{gap:.5rem 1.25rem}.quartet{grid-template-columns:repeat(2,minmax(0,1fr))}
    .rates,.rates tbody,.rates tr,.rates th,.rates td{display:block}
    .rates tr{display:grid;grid-template-columns:1fr auto;align-items:baseline;gap:0 1rem;\
    padding:.5rem 0 .1rem}
    .rates th[scope=row],.rates td.n{width:auto;padding:0}
    .rates td.wide{grid-column:1/-1;grid-row:2;padding:0 6px}.rates .strip{height:26px}
    .rates .meaning{display:none}.rates .number{min-width:0;margin-right:.6rem}
    .rates .axis-row{padding:0}
    .blame{min-width:0}.blame thead{display:none}
    .blame,.blame tbody{display:block}
    .blame tr{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.1rem .5rem;\
    border-top:1px solid var(--hair);padding:.7rem 0}
    .blame th:first-child,.blame td{display:block;width:auto;padding:0;border:0}
    .blame th:first-child,.blame .wide{grid-column:1/-1}
    .blame .wide{padding:0 5px}
    .blame td.n{text-align:start}
    .blame td.n::before{content:attr(data-label);display:block;color:var(--quiet);font-size:.75rem}
    }
    """

  private static let print: Markup = """
    @page{margin:16mm 15mm}
    @media print{
    body{font-size:10pt}
    .skip,.contents{display:none}
    .masthead,main,.colophon{max-width:none;padding-left:0;padding-right:0}
    .block{display:block;margin-top:2rem}.side{position:static;margin-bottom:.9rem}
    .opening{padding-top:1rem;break-after:page}
    p{orphans:3;widows:3}
    h1.short{font-size:23pt}h1.long{font-size:18pt}h1.very-long{font-size:13pt}
    h2,h3,h4,.eyebrow,.strip-title,.side,.blame thead,.legend{break-after:avoid}
    .side,.adversary,figure,.beside,.trio,.findings>li,.rates,tr,.setting>div,.crowd,\
    .reproduce{break-inside:avoid}
    #ranks{break-before:page}
    .attack{break-before:auto}
    thead{display:table-header-group}
    .scroll{overflow:visible}
    .figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:1.25rem 2rem}
    .chart-figure details{display:none}
    details.reproduce::details-content{display:block;content-visibility:visible;block-size:auto}
    a{text-decoration:none}
    .people .rest{stroke:#999;stroke-width:.4}
    }
    """
}
