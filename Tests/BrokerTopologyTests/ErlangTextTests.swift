import JSON
import Testing

@testable import BrokerTopology

/// Reasons as RabbitMQ 3.10.8 gives them.
@Suite struct ErlangTextTests {
    @Test(
        arguments: [
            ("command_invalid: unknown exchange type 'nosuch'", "command_invalid: unknown exchange type 'nosuch'"),
            (
                "<<\"Validation failed\\n\\n-3 is not a valid maximum length\\n (muster/bad)\">>",
                "Validation failed; -3 is not a valid maximum length; (muster/bad)"
            ),
            ("[110,111,32,115,117,99,104]", "no such"),
            ("{badmatch,[98, 97, 100, 58, 233]}", "{badmatch,bad:é}"),
            (
                "invalid arg 'x-max-length': {value_negative,-4} [1,2,3,4]",
                "invalid arg 'x-max-length': {value_negative,-4} [1,2,3,4]"
            ),
        ] as [(String, String)])
    func termsBecomeSentences(_ term: String, _ sentence: String) {
        #expect(ErlangText.readable(.string(term)) == sentence)
    }

    @Test func listsAreTextsOrSeveral() {
        #expect(ErlangText.readable(["no_such_user", "nosuch"]) == "no_such_user: nosuch")
        #expect(ErlangText.readable([110, 111, 32, 115, 117, 99, 104]) == "no such")
        #expect(ErlangText.readable([[98, 97, 100, 33], "queue"]) == "bad!: queue")
        #expect(ErlangText.readable(nil) == nil)
        #expect(ErlangText.readable("") == nil)
    }
}
