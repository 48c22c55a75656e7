import JSON
import SoclessDialect
import Testing

@testable import Playbooks

@Suite struct SoclessFunctionsTests {
    @Test(arguments: [
        ("self", "functions.HTTPRequest.name", "http_request"),
        ("self", "functions.SetInvestigationStatus.name", "set_investigation_status"),
        ("self", "custom.core.CacheResults", "arn:aws:lambda:local:000000000000:function:cache_results"),
        ("self", "custom.iotBrewer.PourCoffee", "arn:aws:lambda:local:000000000000:function:iot_brewer_pour_coffee"),
        ("AWS", "Region", "local"),
    ]) func referencesAreIntegrationsOfThisHouse(source: String, address: String, name: String) {
        #expect(IntegrationReferences().value(of: SoclessReference(source: source, address: address)) == .string(name))
    }

    @Test(arguments: [
        ("cf", "stack.Output"), ("self", "custom.key"), ("self", "functions.A.timeout"), ("ssm", "/path"),
    ])
    func whatIsNoFunctionHasNoAnswer(source: String, address: String) {
        #expect(IntegrationReferences().value(of: SoclessReference(source: source, address: address)) == nil)
    }

    @Test func countsFromWhereItLeftOff() {
        let input: JSON = ["state_name": "C", "start": "5", "delta": 2, "direction": "DOWN"]
        #expect(SoclessFunctions.count(input, saved: [:]) == ["previous_value": 5, "current_value": 3])
        #expect(
            SoclessFunctions.count(input, saved: ["C": ["current_value": 3]])
                == ["previous_value": 3, "current_value": 1])
        #expect(SoclessFunctions.count(["start": "x", "delta": 1], saved: [:]) == nil)
        #expect(SoclessFunctions.count(["start": .int(Int64.max), "delta": 1], saved: [:]) == nil)
        let sideways: JSON = ["start": 1, "delta": 1, "direction": "sideways"]
        #expect(SoclessFunctions.count(sideways, saved: [:])?["status"] == "Error")
    }

    @Test func cachesTextAsATemplateOfTheOldForm() throws {
        let context: JSON = ["results": ["A": ["b": "<c>"]]]
        #expect(
            try SoclessFunctions.cache(["x": "{context.results.A.b}", "y": [1]], context: context)
                == ["cached": ["x": "&lt;c&gt;", "y": [1]]])
        #expect(try SoclessFunctions.cache([1], context: context) == ["cached": [1]])
    }

    @Test func mergesMemberByMember() {
        #expect(
            SoclessFunctions.merge([["a": ["x": 1], "b": 1], ["a": ["y": 2], "b": 2, "c": 3]])
                == ["a": ["x": 1, "y": 2], "b": 2, "c": 3])
        #expect(SoclessFunctions.merge([]) == [:])
    }
}
