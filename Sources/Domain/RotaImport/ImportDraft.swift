import FoundationEssentials
import JSON
import OnCall

/// What a reader of another system's answers found, before it is put together.
struct ImportDraft {
    struct PersonFound {
        var email: String
        var name: String
        var team: String?
        /// Ways to reach them for pages of high and of low urgency: after so many minutes, a mail to an address.
        var mails: [String: [(after: Int, to: String)]] = [:]
    }

    struct Override {
        var person: String
        var from: Date
        var until: Date
        var place: Place

        /// What the person takes.
        enum Place {
            /// A layer.
            case layer(String)
            /// Whatever somebody else has then.
            case person(String)
            /// Whatever anybody has then.
            case all
            /// Nothing of anybody's: the person is on call besides.
            case added
        }
    }

    struct ScheduleFound {
        var name: String
        var timezone: String
        var zone: Zone
        /// The one that counts first, where only one counts at a time.
        var layers: [ImportedLayer]
        /// Whether at each moment only the first layer counts that covers it.
        var isStack: Bool
        var overrides: [Override] = []
        var listed: [ListedShift] = []
        /// What is listed: outside of it nobody knows.
        var span: Range<Date>?
    }

    struct PolicyFound {
        var name: String
        var steps: [JSON]
        var repeats: Int
        /// Mail addresses of those whom it names itself, the last step's last.
        var named: [String]
    }

    /// What the other system is called.
    var system: String
    var people: [PersonFound] = []
    var schedules: [ScheduleFound] = []
    var policies: [PolicyFound] = []
    /// What has no equal here, as sentences.
    var notes: [String] = []

    /// Names of the configuration have 1 to 100 characters, and no two are alike.
    static func unique(_ name: String, among names: inout Set<String>) -> String {
        let plain = String(name.prefix(90)).trimmed
        var result = plain.isEmpty ? "unnamed" : plain
        var number = 2
        while !names.insert(result).inserted {
            result = "\(plain) \(number)"
            number += 1
        }
        return result
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
