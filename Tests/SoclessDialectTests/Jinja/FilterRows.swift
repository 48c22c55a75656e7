// swift-format-ignore-file
/// Filters, and what Jinja 3.1.6 under Python 3.11 makes of them: `template ⇒ type value`, `! Error: message`; a `?` marks
/// templates that do not parse, `␤` a line feed.
enum FilterRows {
    static let textFilters = ##"""
        {{ 'Hello World' | upper }} ⇒ str "HELLO WORLD"
        {{ 'Hello World' | lower }} ⇒ str "hello world"
        {{ 'hello world' | capitalize }} ⇒ str "Hello world"
        {{ "hello wORLD foo-bar (baz) it's" | title }} ⇒ str "Hello World Foo-Bar (Baz) It's"
        {{ '  x ' | trim }} ⇒ str "x"
        {{ 'xxaxx' | trim('x') }} ⇒ str "a"
        {{ 'a b c' | replace(' ', '-') }} ⇒ str "a-b-c"
        {{ 'aaaa' | replace('a', 'b', 2) }} ⇒ str "bbaa"
        {{ 'abc' | replace('', '-') }} ⇒ str "-a-b-c-"
        {{ [1,2,3] | join(', ') }} ⇒ tuple [1, 2, 3]
        {{ [1,2,3] | join }} ⇒ int 123
        {{ [{'a':'x'},{'a':'y'}] | join(',', attribute='a') }} ⇒ str "x,y"
        {{ ['<a>', '<b>'] | join('&'|safe) }} ⇒ str "&lt;a&gt;&&lt;b&gt;"
        {{ 'hello' | truncate(2) }} ⇒ ! AssertionError: expected length >= 3, got 2
        {{ 'abcdefghijkl mnop' | wordwrap(5) }} ⇒ str "abcde\nfghij\nkl\nmnop"
        {{ 'The quick brown fox jumps over the lazy dog well-known state-of-the-art foo--bar' | wordwrap(12) }} ⇒ str "The quick\nbrown fox\njumps over\nthe lazy dog\nwell-known\nstate-of-\nthe-art foo\n--bar"
        {{ 'The quick-brown fox' | wordwrap(6, false) }} ⇒ str "The\nquick-\nbrown\nfox"
        {{ 'a b  c_d é' | wordcount }} ⇒ int 4
        {{ 'abc' | center(11) }} ⇒ str "    abc    "
        {{ 'abcd' | center(11) }} ⇒ str "    abcd   "
        {{ 'a\␤b\␤\␤c' | indent }} ⇒ str "abc"
        {{ 'a\␤b\␤\␤c' | indent(2, true, true) }} ⇒ str "  abc"
        {{ 'x' | string }} ⇒ str "x"
        {{ 5 | string }} ⇒ int 5
        {{ 5 | string ~ 'a' }} ⇒ str "5a"
        {{ context.results.Find | string }} ⇒ dict {"id": "U7"}
        {{ 'a' | replace('b') }} ⇒ ! TypeError: do_replace() missing 1 required positional argument: 'new'
        {{ 'a' | upper(1) }} ⇒ ! TypeError: do_upper() takes 1 positional argument but 2 were given
        {{ 'a' | truncate(foo=1) }} ⇒ ! TypeError: do_truncate() got an unexpected keyword argument 'foo'
        {{ true | string }} ⇒ bool true
        """##

    static let numberFilters = ##"""
        {{ -5 | abs }} ⇒ int 5
        {{ (-5) | abs }} ⇒ int 5
        {{ [1,2,3] | sum }} ⇒ int 6
        {{ [{'a':1},{'a':2}] | sum(attribute='a') }} ⇒ int 3
        {{ [1,2] | sum(start=10) }} ⇒ int 13
        {{ ['a'] | sum }} ⇒ ! TypeError: unsupported operand type(s) for +: 'int' and 'str'
        {{ ['a','b'] | sum(start='') }} ⇒ ! TypeError: sum() can't sum strings [use ''.join(seq) instead]
        {{ 3.14159 | round(2) }} ⇒ float 3.14
        {{ 2.5 | round }} ⇒ float 2.0
        {{ 2.675 | round(2) }} ⇒ float 2.67
        {{ 42 | round }} ⇒ int 42
        {{ 42.7 | round(0, 'floor') }} ⇒ float 42.0
        {{ 42.2 | round(0, 'ceil') }} ⇒ float 43.0
        {{ 42.25 | round(1, 'ceil') }} ⇒ float 42.3
        {{ 1234 | round(-2) }} ⇒ int 1200
        {{ 1250.5 | round(-2) }} ⇒ float 1300.0
        {{ 42 | round(1,'x') }} ⇒ ! FilterArgumentError: method must be common, ceil or floor
        {{ '42' | int }} ⇒ int 42
        {{ '42.9' | int }} ⇒ int 42
        {{ 'x' | int }} ⇒ int 0
        {{ 'x' | int(7) }} ⇒ int 7
        {{ '0x1f' | int(0, 16) }} ⇒ int 31
        {{ '0b11' | int(0, 0) }} ⇒ int 3
        {{ none | int }} ⇒ int 0
        {{ 1.9 | int }} ⇒ int 1
        {{ true | int }} ⇒ int 1
        {{ '3.5' | float }} ⇒ float 3.5
        {{ 'x' | float }} ⇒ float 0.0
        {{ 'nan' | float }} ⇒ str "nan"
        {{ 'inf' | float }} ⇒ str "inf"
        {{ '1_0.5' | float }} ⇒ float 10.5
        """##

    static let sequenceFilters = ##"""
        {{ foo | default('d') }} ⇒ str "d"
        {{ foo.bar | default('d') }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ foo.bar | default('d') }} template 'foo' is undefined | for template: {{ foo.bar | default('d') }}
        {{ context.nope | default('d') }} ⇒ str "d"
        {{ context.nope.more | default('d') }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ context.nope.more | default('d') }} template 'dict object' has no attribute 'nope' | for template: {{ context.nope.more | default('d') }}
        {{ '' | default('d') }} ⇒ str ""
        {{ '' | default('d', true) }} ⇒ str "d"
        {{ none | default('d') }} ⇒ NoneType null
        {{ 'abc' | reverse }} ⇒ str "cba"
        {{ [1,2,3] | reverse }} ⇒ list_reverseiterator =
        {{ [1,2,3] | reverse | list }} ⇒ list [3, 2, 1]
        {{ [1,2,3] | first }} ⇒ int 1
        {{ [] | first }} ⇒ StrictUndefined = Undefined
        x{{ [] | first }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: x{{ [] | first }} template No first item, sequence was empty. | for template: x{{ [] | first }}
        {{ [1,2,3] | last }} ⇒ int 3
        {{ [] | last }} ⇒ StrictUndefined = Undefined
        {{ 'abc' | first }} ⇒ str "a"
        {{ 'abc' | last }} ⇒ str "c"
        {{ {'a':1} | first }} ⇒ str "a"
        {{ 5 | first }} ⇒ ! TypeError: 'int' object is not iterable
        {{ 5 | last }} ⇒ ! TypeError: 'int' object is not reversible
        {{ [1,2,3] | length }} ⇒ int 3
        {{ 5 | length }} ⇒ ! TypeError: object of type 'int' has no len()
        {{ none | length }} ⇒ ! TypeError: object of type 'NoneType' has no len()
        {{ 'abc' | list }} ⇒ list ["a", "b", "c"]
        {{ {'a':1,'b':2} | list }} ⇒ list ["a", "b"]
        {{ [1,2,3,4,5] | batch(2) | list }} ⇒ list [[1, 2], [3, 4], [5]]
        {{ [1,2,3,4,5] | batch(2, 0) | list }} ⇒ list [[1, 2], [3, 4], [5, 0]]
        {{ [1,2,3,4,5] | slice(2) | list }} ⇒ list [[1, 2, 3], [4, 5]]
        {{ [1,2,3,4,5] | slice(3, 'x') | list }} ⇒ list [[1, 2], [3, 4], [5, "x"]]
        {{ ['a'] | nosuch }} ⇒ str "{{ ['a'] | nosuch }}" ?
        {{ {'a':1}.items() | list }} ⇒ list [["a", 1]]
        {{ {'a':1}.keys() | list }} ⇒ list ["a"]
        {{ range(3) | list }} ⇒ list [0, 1, 2]
        {{ range(0, 10, 3) | list }} ⇒ list [0, 3, 6, 9]
        {{ 'abc' | attr('upper') }} ⇒ builtin_function_or_method =
        {{ 'abc' | attr('nope') }} ⇒ StrictUndefined = Undefined
        {{ {'a':1} | items | list }} ⇒ list [["a", 1]]
        {{ 5 | items | list }} ⇒ ! TypeError: Can only get item pairs from a mapping.
        {{ 'abc' | d }} ⇒ str "abc"
        {{ 10 | batch(2) }} ⇒ generator =
        """##

    static let selectionFilters = ##"""
        {{ [1,2,3,4] | select('even') | list }} ⇒ list [2, 4]
        {{ [1,2,3,4] | reject('even') | list }} ⇒ list [1, 3]
        {{ [0,1,'',none,'a'] | select | list }} ⇒ list [1, "a"]
        {{ [{'a':1},{'a':0},{}] | selectattr('a') | list }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {{ [{'a':1},{'a':0},{}] | selectattr('a') | list }} template 'dict object' has no attribute 'a' | for template: {{ [{'a':1},{'a':0},{}] | selectattr('a') | list }}
        {{ [{'a':1},{'a':0}] | selectattr('a') | list }} ⇒ list [{"a": 1}]
        {{ [{'a':1},{'a':2}] | selectattr('a', 'equalto', 2) | list }} ⇒ list [{"a": 2}]
        {{ [{'a':1},{'a':2}] | rejectattr('a', 'gt', 1) | list }} ⇒ list [{"a": 1}]
        {{ [{'a':1},{}] | map(attribute='a', default=0) | list }} ⇒ list [1, 0]
        {{ [{'a':{'b':1}}] | map(attribute='a.b') | list }} ⇒ list [1]
        {{ ['a','b'] | map('upper') | list }} ⇒ list ["A", "B"]
        {{ ['a','b'] | map('upper') }} ⇒ generator =
        {{ ['a','b'] | map('nosuch') | list }} ⇒ ! TemplateRuntimeError: No filter named 'nosuch'.
        {{ [1,2]|map(attribute='a', x=1)|list }} ⇒ ! FilterArgumentError: Unexpected keyword argument 'x'
        """##
}
