import Testing

@testable import BrokerTopology

@Suite struct PasswordHashTests {
    /// The example of RabbitMQ's "Credentials and Passwords": `test12` with the salt 908DC60A.
    @Test func hashesAsTheBrokerDoes() {
        #expect(
            PasswordHash(password: "test12", salt: [0x90, 0x8D, 0xC6, 0x0A]).text
                == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR")
    }

    @Test func knowsItsPassword() {
        let hash = PasswordHash(password: "test12")
        #expect(hash.matches("test12"))
        #expect(!hash.matches("test13"))
        #expect(hash != PasswordHash(password: "test12"))
        #expect(!PasswordHash(text: "").matches(""))
        #expect(!PasswordHash(text: "kI3G").matches("test12"))
    }
}
