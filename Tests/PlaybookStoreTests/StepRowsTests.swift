import FoundationEssentials
import PlaybookStore
import Postgres
import Testing

@Suite struct StepRowsTests {
    /// Text that a column cannot hold must not make an answer that never can be kept.
    @Test func anAnswerIsKeptWithoutTheCharacterThatNoColumnHolds() {
        let statement = StepRows.answer(1, of: UUID(), with: .failure("A\0B", cause: nil), by: "test")
        #expect(statement.binds.contains(.text("A\u{FFFD}B")))
        #expect(!statement.binds.contains(.text("A\0B")))
    }

    @Test func aTokenIsKeptAsItsDigest() {
        #expect(StepRows.digest(of: "token").count == 32)
        #expect(StepRows.digest(of: "token") != StepRows.digest(of: "Token"))
    }
}
