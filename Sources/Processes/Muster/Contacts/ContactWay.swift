import ArgumentParser
import JSON

/// One way as an argument says it: `sms +15550100 after 3m`.
struct ContactWay: Hashable {
    let channel: String
    let address: String
    /// Seconds.
    let after: Int

    init(argument: String) throws {
        guard let match = argument.wholeMatch(of: /\s*([a-z]+)\s+(\S+)(?:\s+after\s+([0-9]{1,5})([smh]))?\s*/),
            let after = Self.seconds(match.3, match.4)
        else {
            throw ValidationError(
                "\"\(argument)\" is no way; write a channel, an address and how long it waits: \"sms +15550100 after 3m\"."
            )
        }
        channel = String(match.1)
        address = String(match.2)
        self.after = after
    }

    private static func seconds(_ number: Substring?, _ unit: Substring?) -> Int? {
        guard let number, let unit else { return 0 }
        return Int(number).map { $0 * (unit == "h" ? 3600 : unit == "m" ? 60 : 1) }
    }

    var json: JSON { ["channel": .string(channel), "to": .string(address), "after_seconds": .int(after)] }
}
