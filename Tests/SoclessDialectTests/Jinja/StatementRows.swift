// swift-format-ignore-file
/// Statements, and what Jinja 3.1.6 under Python 3.11 makes of them: `template ⇒ type value`, `! Error: message`; a `?` marks
/// templates that do not parse, `␤` a line feed.
enum StatementRows {
    static let statements = ##"""
        {% if false %}{{ 'a' | nosuch }}{% endif %}ok ⇒ str "ok"
        {% if true %}{{ 'a' | nosuch }}{% endif %}ok ⇒ ! TemplateRuntimeError: No filter named 'nosuch' found.
        {% set l = [] %}{{ l.append(1) }}{{ l }} ⇒ str "None[1]"
        {% set l = [] %}{% set _ = l.append(1) %}{{ l }} ⇒ list [1]
        {% set d = {} %}{% set _ = d.update({'a': 1}) %}{{ d }} ⇒ dict {"a": 1}
        {% set x = 5 %}{{ x }} ⇒ int 5
        {% set x, y = 1, 2 %}{{ x }}{{ y }} ⇒ int 12
        {% set x %}hello {{ 1 }}{% endset %}{{ x }} ⇒ Markup "hello 1"
        {% set x %}{% endset %}[{{ x }}] ⇒ list [null]
        {% set x | upper %}hello{% endset %}{{ x }} ⇒ Markup "HELLO"
        {% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }} ⇒ int 2
        {% set d = {} %}{% set d.x = 1 %} ⇒ ! TemplateRuntimeError: cannot assign attribute on non-namespace object
        {% filter upper %}hello {{ 1 }}{% endfilter %} ⇒ Markup "HELLO 1"
        {% with a = 1, b = 2 %}{{ a + b }}{% endwith %} ⇒ int 3
        {% with %}{% set q = 3 %}{{ q }}{% endwith %}{{ q is defined }} ⇒ str "3False"
        {% block a %}hi{% endblock %} {{ self.a() }} ⇒ str "hi hi"
        {% autoescape false %}{{ '<' ~ ('>'|safe) }}{% endautoescape %} ⇒ str "<>"
        {% raw %}{{ not }}{% endraw %} ⇒ str "{{ not }}"
        a {%- if true -%} b {%- endif -%} c ⇒ str "abc"
        {% if 1 %}a{% elif 2 %}b{% else %}c{% endif %} ⇒ str "a"
        {% if 0 %}a{% elif 2 %}b{% else %}c{% endif %} ⇒ str "b"
        {% if nope %}a{% endif %} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {% if nope %}a{% endif %} template 'nope' is undefined | for template: {% if nope %}a{% endif %}
        {% if nope is defined and nope.x %}a{% else %}b{% endif %} ⇒ str "b"
        {% include 'x' %} ⇒ ! TypeError: no loader for this environment specified
        {% import 'x' as y %} ⇒ ! TypeError: no loader for this environment specified
        {% extends 'x' %} ⇒ ! TypeError: no loader for this environment specified
        {% do x %} ⇒ str "{% do x %}" ?
        {% break %} ⇒ str "{% break %}" ?
        {% if %} ⇒ str "{% if %}" ?
        {% if 1 %} ⇒ str "{% if 1 %}" ?
        {% endif %} ⇒ str "{% endif %}" ?
        {% set c = cycler('a','b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }} ⇒ str "abab"
        {% set j = joiner('|') %}{{ j() }}{{ j() }} ⇒ str "|"
        """##

    static let loops = ##"""
        {% for g, l in [{'g':'x','v':1},{'g':'y','v':2},{'g':'x','v':3}] | groupby('g') %}{{ g }}={{ l | map(attribute='v') | list }};{% endfor %} ⇒ str "x=[1, 3];y=[2];"
        {% for i in [1,2,3] %}{{ loop.index }}:{{ i }}{% if not loop.last %},{% endif %}{% endfor %} ⇒ str "1:1,2:2,3:3"
        {% for i in [1,2,3] %}{{ loop.revindex }}{{ loop.first }}{{ loop.length }}{{ loop.cycle('a','b') }}{{ loop.index0 }}{{ loop.depth }};{% endfor %} ⇒ str "3True3a01;2False3b11;1False3a21;"
        {% for i in [1,1,2] %}{{ loop.changed(i) }};{% endfor %} ⇒ str "True;False;True;"
        {% for i in [1,2,3] %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }};{% endfor %} ⇒ str "FalseTrue;TrueTrue;TrueFalse;"
        {% for i in [] %}x{% else %}empty{% endfor %} ⇒ str "empty"
        {% for k, v in {'a':1,'b':2}.items() %}{{ k }}={{ v }};{% endfor %} ⇒ str "a=1;b=2;"
        {% for a, b in [[1,2],[3]] %}{{ a }}{% endfor %} ⇒ ! ValueError: not enough values to unpack (expected 2, got 1)
        {% for a, b in [1] %}{{ a }}{% endfor %} ⇒ ! TypeError: cannot unpack non-iterable int object
        {% for i in [1,2,3,4] if i % 2 == 0 %}{{ i }}/{{ loop.length }};{% endfor %} ⇒ str "2/2;4/2;"
        {% for i in [[1,[2,[3]]]] recursive %}{% if i is iterable %}[{{ loop(i) }}]{% else %}{{ i }}{% endif %}{% endfor %} ⇒ Markup "[1[2[3]]]"
        {% for i in 5 %}{% endfor %} ⇒ ! TypeError: 'int' object is not iterable
        {% for i in none %}{% endfor %} ⇒ ! TypeError: 'NoneType' object is not iterable
        {% for i in nope %}{% endfor %} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {% for i in nope %}{% endfor %} template 'nope' is undefined | for template: {% for i in nope %}{% endfor %}
        {% for c in 'abc' %}{{ c }}.{% endfor %} ⇒ str "a.b.c."
        {% for i in range(5) %}{{ i }}{% endfor %} ⇒ str "01234"
        {% set ns = namespace(n=0) %}{% for i in [1,2,3] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }} ⇒ int 6
        {% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }} ⇒ int 21
        """##

    static let macros = ##"""
        {% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, 3) }} {{ m(b=5, a=6) }} ⇒ str "1-2 1-3 6-5"
        {% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }} ⇒ ! SoclessBootstrapError: Undefined variable when resolving parameter: {% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }} template parameter 'a' was not provided | for template: {% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }}
        {% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }} ⇒ Markup "(1, 2){'x': 3}"
        {% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }} ⇒ ! TypeError: macro 'm' takes not more than 1 argument(s)
        {% macro m(a) %}{{ a }}{% endmacro %}{{ m(z=2) }} ⇒ ! TypeError: macro 'm' takes no keyword argument 'z'
        {% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}inner{% endcall %} ⇒ Markup "<inner>"
        {% macro m() %}<{{ caller(5) }}>{% endmacro %}{% call(x) m() %}inner{{ x }}{% endcall %} ⇒ Markup "<inner5>"
        {% macro m() %}5{% endmacro %}{{ m() }} ⇒ int 5
        {% macro m() %}{% endmacro %}{{ m() }} ⇒ NoneType null
        """##
}
