// swift-format-ignore-file
/// Literals of Python, references, SOCless's functions, and legacy templates, and what Jinja 3.1.6 under Python 3.11 makes of them: `template ⇒ type value`, `! Error: message`; a `?` marks
/// templates that do not parse, `␤` a line feed.
enum ParameterRows {
    static let literals = ##"""
         {# c #} x ⇒ str "  x"
        {'a': {{ 1 }}} ⇒ dict {"a": 1}
        1,2 ⇒ tuple [1, 2]
        1, ⇒ tuple [1]
        (1) ⇒ int 1
        () ⇒ tuple []
        [] ⇒ list []
        {} ⇒ dict {}
        {1,2} ⇒ set = {1, 2}
        {1: 2, 'a': [None, True]} ⇒ dict {"1": 2, "a": [null, true]}
        {[]: 1} ⇒ ! TypeError: unhashable type: 'list'
        1+2j ⇒ complex = (1+2j)
        3j ⇒ complex = 3j
        -3j ⇒ complex = (-0-3j)
        1 + 2 ⇒ str "1 + 2"
        --1 ⇒ str "--1"
        -1 ⇒ int -1
        +1 ⇒ int 1
        - 1 ⇒ int -1
        -True ⇒ str "-True"
        0777 ⇒ str "0777"
        00 ⇒ int 0
        0_0 ⇒ int 0
        1__0 ⇒ str "1__0"
        1_ ⇒ str "1_"
        0x ⇒ str "0x"
        0xZ ⇒ str "0xZ"
        1. ⇒ float 1.0
        .5 ⇒ float 0.5
        1.5e3 ⇒ float 1500.0
        1e ⇒ str "1e"
        1e+5 ⇒ float 100000.0
        1_0.0_1 ⇒ float 10.01
        .e5 ⇒ str ".e5"
        1.2.3 ⇒ str "1.2.3"
        True ⇒ bool true
        true ⇒ str "true"
        None ⇒ NoneType null
        none ⇒ str "none"
        ... ⇒ ellipsis = Ellipsis
        Ellipsis ⇒ str "Ellipsis"
        'a' 'b' ⇒ str "ab"
        'a' ⇒ str "a"
        "a'b" ⇒ str "a'b"
        'a␤b' ⇒ str "'a\nb'"
        'a\tb\x41\u00e9\101' ⇒ str "a\tbAéA"
        'a\qb' ⇒ str "a\\qb"
        r'a␤' ⇒ str "r'a\n'"
        b'abc\xff' ⇒ bytes = b'abc\xff'
        u'abc' ⇒ str "abc"
        f'abc' ⇒ str "f'abc'"
        '''abc''' ⇒ str "abc"
        'abc ⇒ str "'abc"
        abc' ⇒ str "abc'"
        # comment ⇒ str "# comment"
        1 # comment ⇒ int 1
        1 2 ⇒ str "1 2"
        1; ⇒ str "1;"
        [1, 2 ⇒ str "[1, 2"
        [1, 2]] ⇒ str "[1, 2]]"
        [1,,2] ⇒ str "[1,,2]"
        [ 1 , 2 , ] ⇒ list [1, 2]
        {'a': 1,} ⇒ dict {"a": 1}
        {'a'} ⇒ set = {'a'}
        {'a': 1, 'b'} ⇒ str "{'a': 1, 'b'}"
        {**{}} ⇒ str "{**{}}"
        set() ⇒ set = set()
        set([1]) ⇒ str "set([1])"
        dict() ⇒ str "dict()"
        [x] ⇒ str "[x]"
         1 ⇒ str " 1"
        1  ⇒ int 1
        	1 ⇒ str "\t1"
        ((((1)))) ⇒ int 1
        1 if True else 2 ⇒ str "1 if True else 2"
        not True ⇒ str "not True"
        1 < 2 ⇒ str "1 < 2"
        'a' + 'b' ⇒ str "'a' + 'b'"
        [*[1]] ⇒ str "[*[1]]"
        1e400 ⇒ float = inf
        -1e400 ⇒ float = -inf
        99999999999999999999999 ⇒ int 99999999999999999999999
        12345678901234567890.5 ⇒ float 1.2345678901234567e+19
        1if ⇒ str "1if"
        0b101 ⇒ int 5
        0o17 ⇒ int 15
        0B1 ⇒ int 1
        1L ⇒ str "1L"
        \ ⇒ str "\\"
        1\ ⇒ str "1\\"
        """##

    static let references = ##"""
        $1 ⇒ str "$1"
        $.execution_id ⇒ str "e-1"
        $.artifacts.event.details.list[0] ⇒ int 1
        $.artifacts.event.details['dash-key'] ⇒ str "dk"
        $.artifacts.event.details.nope ⇒ StrictUndefined = Undefined
        $.artifacts.event.details.nope.more ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: $.artifacts.event.details.nope.more template 'dict object' has no attribute 'nope' | for template: {{context.artifacts.event.details.nope.more}}
        $.artifacts.event.details.list.1 ⇒ str "two"
        $.artifacts.event.details.map.k|upper ⇒ str "V"
        $.results.Find.id!json ⇒ str "{{context.results.Find.id!json |fromjson}}" ?
        $.results.Find! ⇒ str "{{context.results.Find!}}" ?
        $. ⇒ str "{{context.}}" ?
        $ ⇒ str "$"
        $$.Execution.Id ⇒ str "$$.Execution.Id"
        vault:num.txt!json ⇒ int 123
        vault:note.txt ⇒ str "from the vault"
        vault:note.txt!json ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting value: line 1 column 1 (char 0) |␤ String: from the vault
        vault:data.json!x ⇒ dict {"hello": [1, 2]}
        vault:it's ⇒ str "{{vault('it's')}}" ?
        $.artifacts.event.details.ref ⇒ str "from the vault"
        $.artifacts.event.details.user ⇒ str "Ada"
        $.artifacts.event.details.empty ⇒ str ""
        $.artifacts.event.details.ratio ⇒ float 0.5
        $.artifacts.event.details.digits ⇒ int 42
        $.artifacts.event.details.zeros ⇒ str "007"
        $.artifacts.event.details.yes ⇒ bool true
        """##

    static let functions = ##"""
        {{ vault }} ⇒ function =
        {{ fromjson('[1, 2.50, null, true, "x"]') }} ⇒ list [1, 2.5, null, true, "x"]
        {{ fromjson('{"a": }') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting value: line 1 column 7 (char 6) |␤ String: {"a": }
        {{ fromjson('{"a": 1') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting ',' delimiter: line 1 column 8 (char 7) |␤ String: {"a": 1
        {{ fromjson('[1,]') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting value: line 1 column 4 (char 3) |␤ String: [1,]
        {{ fromjson('{a: 1}') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1) |␤ String: {a: 1}
        {{ fromjson('"abc') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Unterminated string starting at: line 1 column 1 (char 0) |␤ String: "abc
        {{ fromjson('1 2') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Extra data: line 1 column 3 (char 2) |␤ String: 1 2
        {{ fromjson('') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting value: line 1 column 1 (char 0) |␤ String: 
        {{ fromjson('[1\␤, x]') }} ⇒ ! SoclessBootstrapError: JSONDecodeError in `fromjson` Jinja filter/function. Error: Expecting value: line 1 column 5 (char 4) |␤ String: [1, x]
        {{ fromjson('NaN') }} ⇒ float = nan
        {{ fromjson('"\\ud83d\\ude00"') }} ⇒ str "😀"
        {{ fromjson(5) }} ⇒ ! TypeError: the JSON object must be str, bytes or bytearray, not int
        {{ fromjson(nope) }} ⇒ ! TypeError: the JSON object must be str, bytes or bytearray, not StrictUndefined
        {{ nope | fromjson }} ⇒ ! TypeError: the JSON object must be str, bytes or bytearray, not StrictUndefined
        {{ env('NOPE') }} ⇒ ! SoclessBootstrapError: Environment Variable NOPE not found
        {{ 'AWS_REGION' | env }} ⇒ str "us-east-1"
        {{ vault('num.txt') }} ⇒ int 123
        {{ secret('/app/token') }} ⇒ str "s3cret"
        {{ fromtimestamp('x') }} ⇒ ! SoclessBootstrapError: Failed to convert x to integer. x is not a valid timestamp. Error: invalid literal for int() with base 10: 'x'
        {{ fromtimestamp(0, 'bad/zone') }} ⇒ ! SoclessBootstrapError: bad/zone is not a valid timezone name. Error: 'bad/zone'
        {{ fromtimestamp(1700000000, 'Europe/Berlin') }} ⇒ str "2023-11-14T23:13:20+01:00"
        {{ fromtimestamp(-1) }} ⇒ str "1969-12-31T23:59:59+00:00"
        {{ fromtimestamp(1.9) }} ⇒ str "1970-01-01T00:00:01+00:00"
        {{ fromtimestamp(none) }} ⇒ ! TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
        """##

    static let legacy = ##"""
        Hello {context.execution_id} ⇒ Hello e-1
        {context.nope} ⇒ 
        {context.nope.more} ⇒ ! UndefinedError: 'dict object' has no attribute 'nope'
        {nope} ⇒ 
        {context.artifacts.event.details.map} ⇒ {'k': 'v', 'n': 1}
        {context.artifacts.event.details.list} ⇒ [1, 'two', {'b': 2}]
        {context.artifacts.event.details.html|safe} ⇒ <i>&"x'</i>
        {% if context.nope %}a{% else %}b{% endif %} ⇒ b
        {% for i in context.artifacts.event.details.list %}{i},{% endfor %} ⇒ 1,two,{'b': 2},
        a < b & "c" ⇒ a < b & "c"
        {'<'}{"'"} ⇒ &lt;'
        {1 + 1} ⇒ 2
        {{'a': 1}} ⇒ {'a': 1}
        {'a' ~ '<'} ⇒ a&lt;
        {context.artifacts.event.details.html ~ 'x'} ⇒ &lt;i&gt;&amp;"x'&lt;/i&gt;x
        {context.nope + 1} ⇒ ! UndefinedError: 'dict object' has no attribute 'nope'
        {context.nope|default('x')} ⇒ x
        {# c #}x ⇒ x
        {context.execution_id ⇒ ! TemplateSyntaxError: unexpected end of template, expected 'end of print statement'.
        } ⇒ }
        { } ⇒ ! TemplateSyntaxError: Expected an expression, got 'end of print statement'
        {[1,2]|join('<')} ⇒ 1&lt;2
        {% set x %}<b>{1}{% endset %}{x} ⇒ <b>1
        {context.artifacts.event.details.html|e} ⇒ &lt;i&gt;&amp;"x'&lt;/i&gt;
        {% macro m() %}<{1}>{% endmacro %}{m()} ⇒ <1>
        {context.artifacts.event.details.text} ⇒ naïve
        { "{" } ⇒ {
        {{1:2}[1]} ⇒ 2
        {context.artifacts.event.details.none} ⇒ None
        """##
}
