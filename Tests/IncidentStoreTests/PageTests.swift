import Testing

@testable import IncidentStore

@Suite struct PageTests {
    @Test func `a page of all there is has no next cursor`() {
        let page = Page([1, 2, 3], limit: 3) { "\($0)" }
        #expect(page.items == [1, 2, 3])
        #expect(page.nextCursor == nil)
    }

    @Test func `the next page begins after the last element of this one`() {
        let page = Page([1, 2, 3, 4], limit: 3) { "\($0)" }
        #expect(page.items == [1, 2, 3])
        #expect(page.nextCursor == "3")
    }
}
