// swift-format-ignore-file
extension FilterRows {
    static let orderFilters = ##"""
        {{ [3,1,2] | sort }} ⇒ list [1, 2, 3]
        {{ [3,1,2] | sort(reverse=true) }} ⇒ list [3, 2, 1]
        {{ ['b','A','c'] | sort }} ⇒ list ["A", "b", "c"]
        {{ ['b','A','c'] | sort(case_sensitive=true) }} ⇒ list ["A", "b", "c"]
        {{ [{'n':2},{'n':1}] | sort(attribute='n') }} ⇒ list [{"n": 1}, {"n": 2}]
        {{ [{'n':2,'m':1},{'n':1,'m':2},{'n':1,'m':1}] | sort(attribute='n,m') }} ⇒ list [{"n": 1, "m": 1}, {"n": 1, "m": 2}, {"n": 2, "m": 1}]
        {{ [1,'a'] | sort }} ⇒ ! TypeError: '<' not supported between instances of 'str' and 'int'
        {{ {'b':1,'a':2} | dictsort }} ⇒ list [["a", 2], ["b", 1]]
        {{ {'b':1,'a':2} | dictsort(by='value') }} ⇒ list [["b", 1], ["a", 2]]
        {{ {'b':1,'a':2} | dictsort(by='x') }} ⇒ ! FilterArgumentError: You can only sort by either "key" or "value"
        {{ {'b':1,'a':2} | dictsort(reverse=true) }} ⇒ list [["b", 1], ["a", 2]]
        {{ [1,2,3] | min }} ⇒ int 1
        {{ [1,2,3] | max }} ⇒ int 3
        {{ ['b','A'] | min }} ⇒ str "A"
        {{ ['b','A'] | max }} ⇒ str "b"
        {{ [] | max }} ⇒ StrictUndefined = Undefined
        {{ [{'a':2},{'a':5}] | max(attribute='a') }} ⇒ dict {"a": 5}
        {{ [1,1,2,'a','A'] | unique | list }} ⇒ list [1, 2, "a"]
        {{ [1,1,2,'a','A'] | unique(true) | list }} ⇒ list [1, 2, "a", "A"]
        {{ [1,2] | unique }} ⇒ generator =
        {{ [{'g':'x','v':1},{'g':'y','v':2},{'g':'X','v':3}] | groupby('g') }} ⇒ list [["x", [{"g": "x", "v": 1}, {"g": "X", "v": 3}]], ["y", [{"g": "y", "v": 2}]]]
        {{ ([{'g':'x'}] | groupby('g'))[0].grouper }} ⇒ str "x"
        """##

    static let htmlFilters = ##"""
        {{ ['<a>'|escape, '<b>'] | join('&') }} ⇒ str "&lt;a&gt;&amp;&lt;b&gt;"
        {{ '<b>&"' | escape }} ⇒ str "&lt;b&gt;&amp;&#34;"
        {{ '<b>&"' | e }} ⇒ str "&lt;b&gt;&amp;&#34;"
        {{ '<b>' | forceescape }} ⇒ str "&lt;b&gt;"
        {{ '<b>' | escape | forceescape }} ⇒ str "&amp;lt;b&amp;gt;"
        {{ '<b>' | safe }} ⇒ str "<b>"
        {{ '<b>' | escape ~ '<c>' }} ⇒ str "&lt;b&gt;<c>"
        {{ ('<b>' | safe) + '<c>' }} ⇒ str "<b>&lt;c&gt;"
        {{ '<p>hi <b>there</b></p><!-- c --> &amp; x' | striptags }} ⇒ str "hi there & x"
        {{ 'a b/c?d=é' | urlencode }} ⇒ str "a%20b/c%3Fd%3D%C3%A9"
        {{ {'a':1,'b c':'d&e'} | urlencode }} ⇒ str "a=1&b+c=d%26e"
        {{ [('a',1)] | urlencode }} ⇒ str "a=1"
        {{ 42 | urlencode }} ⇒ int 42
        {{ 'see http://example.com/x. and www.foo.org, mail me@x.org (https://a.b/c(d))' | urlize }} ⇒ str "see <a href=\"http://example.com/x\" rel=\"noopener\">http://example.com/x</a>. and <a href=\"https://www.foo.org\" rel=\"noopener\">www.foo.org</a>, mail <a href=\"mailto:me@x.org\">me@x.org</a> (https://a.b/c(d))"
        {{ 'http://example.com/very/long' | urlize(10, true, target='_blank') }} ⇒ str "<a href=\"http://example.com/very/long\" rel=\"nofollow noopener\" target=\"_blank\">http://exa...</a>"
        {{ {'class':'a b','id':none,'x':'<'} | xmlattr }} ⇒ str " class=\"a b\" x=\"&lt;\""
        {{ {'a b':1} | xmlattr }} ⇒ ! ValueError: Invalid character in attribute name: 'a b'
        """##

    static let formatFilters = ##"""
        {{ {'a':[1,2,{'b':none}],'z':'<x>'} | tojson }} ⇒ str "{\"a\": [1, 2, {\"b\": null}], \"z\": \"\\u003cx\\u003e\"}"
        {{ {'b':1,'a':2} | tojson(indent=2) }} ⇒ dict {"a": 2, "b": 1}
        {{ 'é' | tojson }} ⇒ str "é"
        {{ "it's" | tojson }} ⇒ str "it's"
        {{ [1,2] | pprint }} ⇒ list [1, 2]
        {{ context.artifacts.event.details | pprint }} ⇒ dict {"count": 3, "dash-key": "dk", "digits": "42", "empty": "", "flag": true, "html": "<i>&\"x'</i>", "items": "shadow", "list": [1, "two", {"b": 2}], "map": {"k": "v", "n": 1}, "none": null, "ratio": 0.5, "ref": "vault:note.txt", "text": "naïve", "user": "Ada", "yes": "True", "zeros": "007"}
        {{ 13 | filesizeformat }} ⇒ str "13 Bytes"
        {{ 1300000 | filesizeformat }} ⇒ str "1.3 MB"
        {{ 1300000 | filesizeformat(true) }} ⇒ str "1.2 MiB"
        {{ 1 | filesizeformat }} ⇒ str "1 Byte"
        {{ '%s is %d years %5.2f' | format('x', 5, 1.234) }} ⇒ str "x is 5 years  1.23"
        {{ '%(a)s' | format(a=1) }} ⇒ int 1
        {{ '%s' | format(1, 2) }} ⇒ ! TypeError: not all arguments converted during string formatting
        {{ '%d' | format('x') }} ⇒ ! TypeError: %d format: a real number is required, not str
        {{ '%05d|%-5d|%+d|%x|%X|%o|%e|%g|%c|%r|%%' | format(42, 42, 42, 255, 255, 8, 12345.678, 0.00001234, 65, 'q') }} ⇒ str "00042|42   |+42|ff|FF|10|1.234568e+04|1.234e-05|A|'q'|%"
        {{ '%s %s' | format(1) }} ⇒ ! TypeError: not enough arguments for format string
        {{ '%z' | format(1) }} ⇒ ! ValueError: unsupported format character 'z' (0x7a) at index 1
        """##
}
