import Environment
import Glibc
import Testing

@Suite struct ListeningProblemTests {
    @Test(
        arguments: [
            (EADDRINUSE, "MUSTER_SMTP_PORT names port 25 of 127.0.0.1, which is taken; set another port"),
            (EACCES, "MUSTER_SMTP_PORT names port 25 of 127.0.0.1, which needs a right; set one from 1024 on"),
            (EADDRNOTAVAIL, "MUSTER_SMTP_HOST names 127.0.0.1, which is no address of this machine"),
        ])
    func saysWhichVariableIsToBlame(_ error: Int32, _ sentence: String) {
        let problem = ConfigurationProblem(
            listeningFailed: error, host: "127.0.0.1", port: 25, variables: "MUSTER_SMTP")
        #expect(problem?.description == sentence)
    }

    @Test func anotherErrorIsNoFaultOfThePlace() {
        #expect(
            ConfigurationProblem(listeningFailed: EMFILE, host: "127.0.0.1", port: 25, variables: "MUSTER_SMTP") == nil)
    }
}
