extension PageLayout {
    static let style: HTML = """
        :root{color-scheme:light dark;--ink:#1b2430;--soft:#5b6878;--line:#d9dfe7;--back:#f5f7f9;--card:#fff;\
        --link:#0b5cad;--good:#1a7f45;--bad:#b42318;--wait:#9a6700}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9aa7b7;--line:#313c49;--back:#12171d;\
        --card:#1a2129;--link:#7db8f5;--good:#57c785;--bad:#ff8a80;--wait:#e3b341}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--back);color:var(--ink);\
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        header{display:flex;gap:.75rem;align-items:baseline;padding:.75rem 1.25rem;border-bottom:1px solid var(--line);\
        background:var(--card)}
        .mark{font-weight:700;letter-spacing:.02em}
        .kind{color:var(--soft)}
        main{max-width:60rem;margin:0 auto;padding:1.25rem}
        h1{font-size:1.6rem;line-height:1.25;margin:.25rem 0 1rem;overflow-wrap:anywhere}
        h2{font-size:1.05rem;margin:0 0 .6rem}
        section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;\
        margin:0 0 1rem;overflow-x:auto}
        a{color:var(--link)}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.75rem 1.5rem;margin:0}
        dt{color:var(--soft);font-size:.85rem}
        dd{margin:0;overflow-wrap:anywhere}
        ul{margin:0;padding-left:1.2rem}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);\
        overflow-wrap:break-word}
        th{color:var(--soft);font-weight:600;font-size:.85rem;white-space:nowrap}
        tr:last-child td{border-bottom:0}
        pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:.9rem/1.5 ui-monospace,Menlo,Consolas,monospace}
        time{color:var(--soft);white-space:nowrap;font-variant-numeric:tabular-nums}
        .badge{display:inline-block;padding:.05rem .55rem;border-radius:1rem;border:1px solid currentColor;\
        font-size:.85rem;font-weight:600;white-space:nowrap}
        .created,.stable,.acknowledged,.resolved{color:var(--good)}
        .failed,.active{color:var(--bad)}
        .pending,.closed,.archived,.due,.sent{color:var(--wait)}
        button{min-height:3rem;padding:.75rem 2rem;border:0;border-radius:.6rem;background:var(--link);color:var(--card);\
        font:inherit;font-size:1.15rem;font-weight:700;cursor:pointer}
        @media(max-width:40rem){button{width:100%}}
        .error{color:var(--bad);display:block}
        .none{color:var(--soft);margin:0}
        .text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
        article{padding:.5rem 0;border-bottom:1px solid var(--line)}
        article:last-child{border-bottom:0}
        article h3{margin:0;font-size:.95rem}
        """
}
