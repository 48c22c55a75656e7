import JSON
import SoclessDialect
import Testing

/// Templates that would take too much end in an error.
@Suite struct TemplateLimitsTests {
    private let resolver = ParameterResolver(
        context: [:], limits: TemplateLimits(source: 4096, steps: 20_000, size: 50_000, depth: 60))

    @Test(arguments: [
        "{% for i in range(10**12) %}{% endfor %}", "{{ 'x' * 10**9 }}", "{{ [0] * 10**9 }}", "{{ 10 ** (10 ** 8) }}",
        "{{ range(10**15) | list }}", "{{ '%99999999d' | format(1) }}", "{{ 'a'.ljust(99999999) }}",
        "{{ 'a' | center(99999999) }}", "{{ '{:99999999}'.format(1) }}",
        "{% set l = [1] %}{% for i in l %}{% set _ = l.append(i) %}{% endfor %}",
        "{% set a = ['xxxxxxxx'] %}{% set b = [a,a,a,a,a,a,a,a] %}{% set c = [b,b,b,b,b,b,b,b] %}"
            + "{% set d = [c,c,c,c,c,c,c,c] %}{% set e = [d,d,d,d,d,d,d,d] %}{% set f = [e,e,e,e,e,e,e,e] %}{{ f ~ '' }}",
        "{% set ns = namespace(s='x') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}",
        "{{ range(10**9) | map('string') | join }}",
        "{% set n = namespace(v=3 ** 20000) %}{% for i in range(9999) %}{% set n.v = n.v * 3 // 3 %}{% endfor %}",
        "{{ 'ab' | replace('', 'x' * 40000) }}",
    ])
    func endsWithALimit(_ template: String) {
        let error = #expect(throws: TemplateError.self) { try resolver.resolve(.string(template)) }
        #expect(error?.kind == .limit, "\(String(describing: error))")
    }

    @Test(arguments: [
        "{{ " + String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500) + " }}",
        "{{ " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500) + " }}",
        "{{ " + String(repeating: "not ", count: 900) + "1 }}", "{{ " + String(repeating: "-", count: 900) + "1 }}",
        String(repeating: "{% if 1 %}", count: 300) + String(repeating: "{% endif %}", count: 300),
        "{{ " + String(repeating: "1 if 1 else ", count: 300) + "2 }}",
        "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
        "{% set l = [] %}{% for i in range(200) %}{% set l = [l] %}{% endfor %}{{ l }}{{ l.append(l) }}{{ l }}x",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% set a = namespace(v=[]) %}{% for i in range(200) %}{% set a.v = [a.v] %}{% endfor %}{{ a.v == a.v }}{{ a.v }}",
        String(repeating: "x", count: 5000),
        "{{ " + String(repeating: "1+", count: 1000) + "1 }}", "{{ x" + String(repeating: ".a", count: 1500) + " }}",
        "{{ 1" + String(repeating: "|e", count: 1500) + " }}", "{{ " + String(repeating: "1 or ", count: 700) + "1 }}",
        "{{ " + String(repeating: "(", count: 40) + "1" + String(repeating: "+1".repeated(20) + ")", count: 40) + " }}",
    ])
    func endsWithAnErrorWhenItIsDeepOrLong(_ template: String) {
        // Deep nesting ends in an error or, where it is none after all, in a value; never in a crash.
        do throws(TemplateError) {
            _ = try resolver.resolve(.string(template))
        } catch {
            #expect([.limit, .recursion].contains(error.kind), "\(error)")
        }
    }

    @Test func thousandsOfOperatorsEndTheParser() {
        let resolver = ParameterResolver(context: [:])
        for part in ["1+", "1 or ", "-", "1 if 1 else "] {
            let template = "{{ " + String(repeating: part, count: 24_000 / part.utf8.count) + "1 }}"
            #expect(throws: TemplateError.self) { try resolver.resolve(.string(template)) }
        }
    }

    @Test func longChainsOfOperatorsAreNoDepthOfTheParser() throws {
        let resolver = ParameterResolver(context: [:])
        let sum = "{{ " + Array(repeating: "1", count: 60).joined(separator: " + ") + " }}"
        #expect(try resolver.resolve(.string(sum)) == 60)
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
