import Contracts
import JSON

/// A message for tests: a number, for a handler that writes rows.
struct Ping: Command, Hashable {
    static let name = "test.ping"
    static let version = 1
    static let worker = "notifier"

    var number: Int

    init(_ number: Int) {
        self.number = number
    }

    init(_ reader: JSONReader) throws {
        self.init(try reader.int("number", in: 0...1_000_000))
    }

    var json: JSON { ["number": .int(number)] }
}

/// Another message for tests: for a handler with effects.
struct Call: Command, Hashable {
    static let name = "test.call"
    static let version = 1
    static let worker = "notifier"

    var number: Int

    init(_ number: Int) {
        self.number = number
    }

    init(_ reader: JSONReader) throws {
        self.init(try reader.int("number", in: 0...1_000_000))
    }

    var json: JSON { ["number": .int(number)] }
}

/// A fact that handlers of tests announce; nobody consumes it.
struct Answered: Fact, Hashable {
    static let name = "test.answered"
    static let version = 1

    var number: Int

    init(_ number: Int) {
        self.number = number
    }

    init(_ reader: JSONReader) throws {
        self.init(try reader.int("number", in: 0...1_000_000))
    }

    var json: JSON { ["number": .int(number)] }
}
