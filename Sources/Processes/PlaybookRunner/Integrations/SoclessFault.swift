import JSON
import StatesLanguage

/// What is wrong with an integration's answer, in the name that SOCless playbooks retry and catch it by.
enum SoclessFault {
    static func noObject(_ output: JSON) -> ErrorOutput {
        ErrorOutput(
            error: "SoclessBootstrapError",
            cause: "The integration answered with \(output.kind); a step of a SOCless playbook answers with an object.")
    }
}
