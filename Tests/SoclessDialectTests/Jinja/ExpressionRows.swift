// swift-format-ignore-file
/// Expressions, and what Jinja 3.1.6 under Python 3.11 makes of them: `template ⇒ type value`, `! Error: message`; a `?` marks
/// templates that do not parse, `␤` a line feed.
enum ExpressionRows {
    static let operators = ##"""
        {{ 2 ** 100 }} ⇒ int 1267650600228229401496703205376
        {{ 123456789012345678901234567890 * 987654321 }} ⇒ int 121932631124828532112482853211126352690
        {{ 123456789012345678901234567890 // 987654321 }} ⇒ int 124999998873437499901
        {{ 123456789012345678901234567890 // 98765432109876543210 }} ⇒ int 1249999988
        {{ -123456789012345678901234567890 % 98765432109876543210 }} ⇒ int 38580246902623456800
        {{ 123456789012345678901234567890 / 98765432109876543210 }} ⇒ float 1249999988.609375
        {{ 1/3 }} ⇒ float 0.3333333333333333
        {{ 'a' + 'b' }} ⇒ str "ab"
        {{ 'a' * 3 }} ⇒ str "aaa"
        {{ (1,2) + (3,) }} ⇒ tuple [1, 2, 3]
        {{ 'a' + 1 }} ⇒ ! TypeError: can only concatenate str (not "int") to str
        {{ 1 + 'a' }} ⇒ ! TypeError: unsupported operand type(s) for +: 'int' and 'str'
        {{ none + 1 }} ⇒ ! TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
        {{ {} + {} }} ⇒ ! TypeError: unsupported operand type(s) for +: 'dict' and 'dict'
        {{ 'a' - 'b' }} ⇒ ! TypeError: unsupported operand type(s) for -: 'str' and 'str'
        {{ 'a' * 'b' }} ⇒ ! TypeError: can't multiply sequence by non-int of type 'str'
        {{ 1 / 0 }} ⇒ ! ZeroDivisionError: division by zero
        {{ 1 // 0 }} ⇒ ! ZeroDivisionError: integer division or modulo by zero
        {{ 1 % 0 }} ⇒ ! ZeroDivisionError: integer modulo by zero
        {{ 0 ** -1 }} ⇒ ! ZeroDivisionError: 0.0 cannot be raised to a negative power
        {{ not 1 }} ⇒ bool false
        {{ 1 < 2 < 3 }} ⇒ bool true
        {{ 1 < 'a' }} ⇒ ! TypeError: '<' not supported between instances of 'int' and 'str'
        {{ 'a' < 'b' }} ⇒ bool true
        {{ 1 == true }} ⇒ bool true
        {{ 'a' in 'abc' }} ⇒ bool true
        {{ 1 in 5 }} ⇒ ! TypeError: argument of type 'int' is not iterable
        {{ 1 in 'abc' }} ⇒ ! TypeError: 'in <string>' requires string as left operand, not int
        {{ 1 if true else 2 }} ⇒ int 1
        {{ 'x' if false }} ⇒ Undefined = Undefined
        a{{ 'x' if false }}b ⇒ str "ab"
        {{ 1 and 0 }} ⇒ int 0
        {{ 0 or 'x' }} ⇒ str "x"
        {{ '' or none }} ⇒ NoneType null
        {{ -2 ** 2 }} ⇒ int 4
        {{ 2 ** 3 ** 2 }} ⇒ int 64
        {{ 'a=%s' % 1 }} ⇒ str "a=1"
        {{ '%s,%s' % (1, 2) }} ⇒ tuple [1, 2]
        {{ range(3) }} ⇒ range = range(0, 3)
        a {{- 1 -}} b ⇒ str "a1b"
        {{ 1 + }} ⇒ str "{{ 1 + }}" ?
        {{ }} ⇒ str "{{ }}" ?
        {{ (1 }} ⇒ str "{{ (1 }}" ?
        {{ 1) }} ⇒ str "{{ 1) }}" ?
        {{ 'abc }} ⇒ str "{{ 'abc }}" ?
        {{ a b }} ⇒ str "{{ a b }}" ?
        {{ 007 }} ⇒ str "{{ 007 }}" ?
        {{ 1_000 }} ⇒ int 1000
        {{ 0x1F }} {{ 0b11 }} {{ 0o17 }} ⇒ str "31 3 15"
        {{ 'a' 'b' }} ⇒ str "ab"
        {{ 'é\u00e9␤\t\x41\'' }} ⇒ str "éé\n\tA'"
        {{ "a\qb" }} ⇒ str "a\\qb"
        {{ true }} ⇒ bool true
        {{ True }} ⇒ bool true
        {{ none }} ⇒ NoneType null
        {{ (1,) }} ⇒ tuple [1]
        {{ () }} ⇒ tuple []
        {{ 1, 2 }} ⇒ tuple [1, 2]
        {{ {1: 'a', none: 2, true: 3} }} ⇒ dict {"1": 3, "null": 2}
        {{ dict(a=1, b=2) }} ⇒ dict {"a": 1, "b": 2}
        {{ namespace(a=1) }} ⇒ Namespace = <Namespace {'a': 1}>
        {{ lipsum }} ⇒ function =
        {{ range }} ⇒ type = <class 'range'>
        {{ m }} ⇒ StrictUndefined = Undefined
        {{ 5() }} ⇒ ! TypeError: 'int' object is not callable
        {{ 'a'() }} ⇒ ! TypeError: 'str' object is not callable
        {{ true + true }} ⇒ int 2
        {{ 1 ~ 2 }} ⇒ int 12
        {{ '1' ~ '2' }} ⇒ int 12
        {{ 1 }}  ⇒ int 1
         {{ 1 }} ⇒ str " 1"
        {{ 1 }}␤ ⇒ int 1
        '{{ 1 }}' ⇒ str "1"
        "{{ 1 }}" ⇒ str "1"
        ({{ 1 }}, 2) ⇒ tuple [1, 2]
        """##

    static let access = ##"""
        {{ 7 // 2 }}|{{ -7 // 2 }}|{{ 7 % -3 }}|{{ 7.5 // 2 }}|{{ -7.5 % 2 }}|{{ 2 ** 10 }}|{{ 2 ** -1 }}|{{ 10 / 4 }}|{{ 4 / 2 }} ⇒ str "3|-4|-2|3.0|0.5|1024|0.5|2.5|2.0"
        {{ 1e16 }} {{ 1e15 }} {{ 123456789.123 }} {{ 1e-5 }} {{ 0.0001 }} {{ 1.0 }} {{ 1e100 }} {{ 0.1 + 0.2 }} ⇒ str "1e+16 1000000000000000.0 123456789.123 1e-05 0.0001 1.0 1e+100 0.30000000000000004"
        {{ 'a' ~ 1 ~ none ~ true ~ 1.5 ~ [1,'x'] }} ⇒ str "a1NoneTrue1.5[1, 'x']"
        {{ [1] + [2] }} ⇒ list [1, 2]
        {{ [1] * 3 }} ⇒ list [1, 1, 1]
        {{ [1] + 'a' }} ⇒ ! TypeError: can only concatenate list (not "str") to list
        {{ 1.0 / 0 }} ⇒ ! ZeroDivisionError: float division by zero
        {{ 1.0 // 0 }} ⇒ ! ZeroDivisionError: float floor division by zero
        {{ 1.0 % 0 }} ⇒ ! ZeroDivisionError: float modulo
        {{ [1,2] < [1,3] }} ⇒ bool true
        {{ 1 == 1.0 }} ⇒ bool true
        {{ 1 in [1,2] }} ⇒ bool true
        {{ 'k' in context.artifacts.event.details.map }} ⇒ bool true
        {{ 3 not in [1,2] }} ⇒ bool true
        {{ 'abc'[1] }} ⇒ str "b"
        {{ 'abc'[-1] }} ⇒ str "c"
        {{ 'abc'[5] }} ⇒ StrictUndefined = Undefined
        {{ 'abc'[1:] }} ⇒ str "bc"
        {{ 'abcdef'[::2] }} ⇒ str "ace"
        {{ 'abcdef'[::-1] }} ⇒ str "fedcba"
        {{ [1,2,3][1:2] }} ⇒ list [2]
        {{ [1,2,3][:-1] }} ⇒ list [1, 2]
        {{ [1,2,3][::0] }} ⇒ ! ValueError: slice step cannot be zero
        {{ {'a':1}['a'] }} ⇒ int 1
        {{ {'a':1}.a }} ⇒ int 1
        {{ {'a':1}.b }} ⇒ StrictUndefined = Undefined
        {{ {'a':1}.b.c }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ {'a':1}.b.c }} template 'dict object' has no attribute 'b' | for template: {{ {'a':1}.b.c }}
        x{{ {'a':1}.b }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: x{{ {'a':1}.b }} template 'dict object' has no attribute 'b' | for template: x{{ {'a':1}.b }}
        {{ foo }} ⇒ StrictUndefined = Undefined
        x{{ foo }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: x{{ foo }} template 'foo' is undefined | for template: x{{ foo }}
        {{ foo.bar }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ foo.bar }} template 'foo' is undefined | for template: {{ foo.bar }}
        {{ foo + 1 }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ foo + 1 }} template 'foo' is undefined | for template: {{ foo + 1 }}
        {{ context.artifacts.event.details.list.0 }} ⇒ int 1
        {{ context.artifacts.event.details.list[2].b }} ⇒ int 2
        {{ context.artifacts.event.details.list[9] }} ⇒ StrictUndefined = Undefined
        {{ context.artifacts.event.details['list'][1] }} ⇒ str "two"
        {{ 'abc'.nosuch }} ⇒ StrictUndefined = Undefined
        {{ 'abc'.upper }} ⇒ builtin_function_or_method =
        {{ [1, }} ⇒ str "{{ [1, }}" ?
        {{ a.1b }} ⇒ str "{{ a.1b }}" ?
        {{ {'a': 1, 'b': [1, {'c': none}]} }} ⇒ dict {"a": 1, "b": [1, {"c": null}]}
        {{ {[]: 1} }} ⇒ ! TypeError: unhashable type: 'list'
        {{ ['a', "b'c", 'd"e', 'f\␤g', 'é', '\u200b'] ~ '' }} ⇒ list ["a", "b'c", "d\"e", "fg", "é", "​"]
        {{ dict([('a', 1)]) }} ⇒ dict {"a": 1}
        {{ namespace(a=1).b }} ⇒ StrictUndefined = Undefined
        {{ none.x }} ⇒ StrictUndefined = Undefined
        {{ none['x'] }} ⇒ StrictUndefined = Undefined
        {{ none[0] }} ⇒ StrictUndefined = Undefined
        {{ 5[0] }} ⇒ StrictUndefined = Undefined
        {{ 5.x }} ⇒ StrictUndefined = Undefined
        {{ (5).real }} ⇒ int 5
        {{ [1,2][none] }} ⇒ StrictUndefined = Undefined
        {{ [1,2]['a'] }} ⇒ StrictUndefined = Undefined
        {{ 'abc'['upper']() }} ⇒ str "ABC"
        {{ {'a':1}['items'] }} ⇒ builtin_function_or_method =
        {{ nope[0] }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ nope[0] }} template 'nope' is undefined | for template: {{ nope[0] }}
        [{{ 1 }}, {{ 'a' }}] ⇒ str "[1, a]"
        ['{{ 1 }}', 2] ⇒ list ["1", 2]
        {{context}} ⇒ dict {"execution_id": "e-1", "artifacts": {"event": {"details": {"user": "Ada", "count": 3, "ratio": 0.5, "flag": true, "none": null, "list": [1, "two", {"b": 2}], "map": {"k": "v", "n": 1}, "digits": "42", "zeros": "007", "yes": "True", "empty": "", "html": "<i>&\"x'</i>", "dash-key": "dk", "items": "shadow", "ref": "vault:note.txt", "text": "naïve"}}}, "results": {"Find": {"id": "U7"}}, "errors": {}}
        {{ context.artifacts.event.details.text ~ '' }} ⇒ str "naïve"
        {{ context.artifacts.event.details.list ~ '' }} ⇒ list [1, "two", {"b": 2}]
        {{ context.artifacts.event.details.ratio + 1 }} ⇒ float 1.5
        {{ context.artifacts.event.details.flag and 'yes' }} ⇒ str "yes"
        """##

    static let tests = ##"""
        {{ foo is defined }} ⇒ bool false
        {{ foo is undefined }} ⇒ bool true
        {{ 1 is nosuch }} ⇒ str "{{ 1 is nosuch }}" ?
        {{ 'hello world this is long' | truncate(10) }} ⇒ str "hello..."
        {{ 'hello world this is long' | truncate(10, true) }} ⇒ str "hello w..."
        {{ 'hello world this is long' | truncate(10, true, '!') }} ⇒ str "hello wor!"
        {{ 1 is number }}{{ 'a' is string }}{{ [] is sequence }}{{ {} is mapping }}{{ 1 is odd }}{{ 2 is even }} ⇒ str "TrueTrueTrueTrueTrueTrue"
        {{ 6 is divisibleby 3 }}{{ 6 is divisibleby(4) }}{{ none is none }}{{ true is boolean }}{{ 1 is boolean }}{{ 1 is integer }}{{ 1.0 is float }} ⇒ str "TrueFalseTrueTrueFalseTrueTrue"
        {{ 'a' is in ['a'] }}{{ 1 is sameas 1 }}{{ 'abc' is lower }}{{ 'ABC' is upper }}{{ [] is iterable }}{{ 5 is iterable }}{{ range is callable }} ⇒ str "TrueTrueTrueTrueTrueFalseTrue"
        {{ 1 is eq 1 }}{{ 1 is lt 2 }}{{ 1 is ge 2 }}{{ 'x' is escaped }}{{ 'upper' is filter }}{{ 'odd' is test }} ⇒ str "TrueTrueFalseFalseTrueTrue"
        {{ 1 is not odd }} ⇒ bool false
        {{ nope is sequence }} ⇒ bool false
        {{ nope is iterable }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ nope is iterable }} template 'nope' is undefined | for template: {{ nope is iterable }}
        """##

    static let methods = ##"""
        {{ "hello wORLD foo-bar" .title() }} ⇒ str "Hello World Foo-Bar"
        {{ '{} {}'.format(1, 2) }} ⇒ str "1 2"
        {{ '{0}{1}{0}'.format('a', 'b') }} ⇒ str "aba"
        {{ '{a:>5}|{b:05.1f}|{c:,}|{d:#x}|{e:%}'.format(a='x', b=3.14159, c=1234567, d=255, e=0.25) }} ⇒ str "    x|003.1|1,234,567|0xff|25.000000%"
        {{ '{:^10}|{:<4}|{:>4}'.format('mid', 1, 2) }} ⇒ str "   mid    |1   |   2"
        {{ '{a[k]}'.format(a={'k': 'v'}) }} ⇒ str "v"
        {{ '{}'.format() }} ⇒ ! IndexError: Replacement index 0 out of range for positional args tuple
        {{ 'a,b,,c'.split(',') }} ⇒ list ["a", "b", "", "c"]
        {{ ' a  b '.split() }} ⇒ list ["a", "b"]
        {{ 'a,b,c'.split(',', 1) }} ⇒ list ["a", "b,c"]
        {{ 'a,b,c'.rsplit(',', 1) }} ⇒ list ["a,b", "c"]
        {{ 'abc'.startswith('a') }} ⇒ bool true
        {{ 'abc'.endswith(('x','c')) }} ⇒ bool true
        {{ 'abcabc'.find('c') }} ⇒ int 2
        {{ 'abcabc'.rfind('c') }} ⇒ int 5
        {{ 'abc'.index('z') }} ⇒ ! ValueError: substring not found
        {{ 'aXbX'.count('X') }} ⇒ int 2
        {{ '-'.join(['a','b']) }} ⇒ str "a-b"
        {{ '-'.join([1]) }} ⇒ ! TypeError: sequence item 0: expected str instance, int found
        {{ 'abc'.upper().lower().capitalize() }} ⇒ str "Abc"
        {{ 'abc'.zfill(5) }}{{ '-5'.zfill(5) }} ⇒ str "00abc-0005"
        {{ 'abc'.ljust(5, '.') }}|{{ 'abc'.rjust(5, '.') }}|{{ 'abc'.center(6, '.') }} ⇒ str "abc..|..abc|.abc.."
        {{ 'a-b-c'.partition('-') }} ⇒ tuple ["a", "-", "b-c"]
        {{ 'a-b-c'.rpartition('-') }} ⇒ tuple ["a-b", "-", "c"]
        {{ 'abc'.isalpha() }}{{ '12'.isdigit() }}{{ ' '.isspace() }}{{ 'Ab'.istitle() }}{{ 'ab'.islower() }} ⇒ str "TrueTrueTrueTrueTrue"
        {{ 'a\tb'.expandtabs(4) }} ⇒ str "a   b"
        {{ 'prefix-x'.removeprefix('prefix-') }} ⇒ str "x"
        {{ 'aBc'.swapcase() }} ⇒ str "AbC"
        {{ 'l1\␤l2\\r\␤l3'.splitlines() }} ⇒ list ["l1l2\\rl3"]
        {{ 'abc'.nosuch() }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ 'abc'.nosuch() }} template 'str object' has no attribute 'nosuch' | for template: {{ 'abc'.nosuch() }}
        {{ {'a':1}.items() }} ⇒ dict_items = dict_items([('a', 1)])
        {{ {'a':1}.get('b', 5) }} ⇒ int 5
        {{ {'a':1}.get('b') }} ⇒ NoneType null
        {{ {'a':1}.pop('a') }} ⇒ int 1
        {{ {'a':1}.pop('b') }} ⇒ ! KeyError: 'b'
        {{ cycler('a','b').next() }} ⇒ str "a"
        {{ [1,2,3].index(2) }} ⇒ int 1
        {{ [1,2,3].index(9) }} ⇒ ! ValueError: 9 is not in list
        {{ [1,2,2].count(2) }} ⇒ int 2
        {{ [3,1].sort() }} ⇒ NoneType null
        {{ 1.5.is_integer() }} ⇒ bool false
        """##
}
