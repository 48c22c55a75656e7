import Environment
import Testing

@Suite struct ConfigurationProblemTests {
    @Test func itIsASentenceThatBeginsWithTheVariable() {
        let problem = ConfigurationProblem(variable: "MUSTER_HTTP_PORT", problem: "is `x`; it must be a whole number")
        #expect("\(problem)" == "MUSTER_HTTP_PORT is `x`; it must be a whole number")
    }
}
