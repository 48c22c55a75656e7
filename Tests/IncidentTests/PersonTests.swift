import Incident
import Testing

@Suite struct PersonTests {
    @Test(arguments: ["primary-oncall@example.org", "a+b@sub.example.org"]) func knowsAddresses(_ text: String) {
        #expect(Person.isAddress(text))
    }

    @Test(arguments: [
        "", "@example.org", "name@", "name", "a@b@c", "with space@example.org", "line\r\nBcc: x@example.org",
        "<name@example.org>",
    ]) func refusesWhatIsNone(_ text: String) {
        #expect(!Person.isAddress(text))
    }
}
