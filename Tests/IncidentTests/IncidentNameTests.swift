import Incident
import Testing

@Suite struct IncidentNameTests {
    @Test(arguments: ["INC-17", "inc-17", "Inc-17"]) func readsAnyCase(_ text: String) {
        #expect(IncidentName(text)?.description == "INC-17")
    }

    @Test(arguments: ["", "INC", "INC-", "INC-0", "INC--1", "INC-+1", "INC-1x", "17", "INC-99999999999999999999"])
    func refusesWhatIsNone(_ text: String) {
        #expect(IncidentName(text) == nil)
    }
}
