import JSON
import Testing

@testable import StepFunctionsDoor

/// ARNs as they come, and what is told of those that are none.
@Suite struct AmazonNameTests {
    private func read(_ text: String, _ kind: AmazonName.Kind = .stateMachine) -> Result<AmazonName, AWSError> {
        Result { () throws(AWSError) in try AmazonName(text, of: kind) { .noMachine($0) } }
    }

    private func type(_ text: String, _ kind: AmazonName.Kind = .stateMachine) -> String? {
        guard case .failure(let error) = read(text, kind) else { return nil }
        return error.type
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let machine = AmazonName(.stateMachine, "triage", in: "eu-central-1")
        #expect("\(machine)" == "arn:aws:states:eu-central-1:000000000000:stateMachine:triage")
        #expect(try read("\(machine)").get() == machine)
        let version = AmazonName(.stateMachine, "triage", "7", in: "eu-central-1")
        #expect(try read("\(version)").get().rest == "7")
        let execution = AmazonName(.execution, "triage", "one", in: "us-east-1")
        #expect(try read("\(execution)", .execution).get() == execution)
        // A context object names executions without region and account.
        #expect(try read("arn:aws:states:::execution:triage:one", .execution).get().rest == "one")
    }

    @Test func whatIsNoneIsRefused() {
        #expect(type("triage") == "InvalidArn")
        #expect(type("arn:aws:sqs:us-east-1:000000000000:triage") == "InvalidArn")
        #expect(type("arn:aws:states:us-east-1:000000000000:activity:triage") == "InvalidArn")
        #expect(type("arn:aws:states:us-east-1:000000000000:stateMachine:") == "InvalidArn")
        #expect(type("arn:aws:states:us-east-1:000000000000:execution:triage", .execution) == "InvalidArn")
        #expect(type("arn:aws:states:us-east-1:111111111111:stateMachine:triage") == "StateMachineDoesNotExist")
    }
}
