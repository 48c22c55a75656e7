import Incident
import Tasks
import Testing

@Suite struct PersonSearchTests {
    private let alice = Person(email: "alice.baker@example.org", name: "Alice Baker")
    private let bob = Person(email: "bob@example.org", name: "Robert Jones")
    private let other = Person(email: "bob@other.example", name: "Bob Other")

    private func find(_ text: String) -> PersonSearch.Finding { PersonSearch([alice, bob, other]).find(text) }

    @Test(arguments: [
        "alice.baker@example.org", "@ALICE.Baker@Example.org", "@alicebaker", "alice-baker", "Alice Baker",
    ])
    func oneIsFoundHoweverTheyAreWritten(_ text: String) {
        #expect(find(text) == .found(alice))
    }

    @Test func whoMayBeSeveralIsNobodyYet() {
        #expect(find("@bob") == .several([bob, other]))
        #expect(find("bob@example.org") == .found(bob))
    }

    @Test(arguments: ["alicebakre", "alise.baker", "alice.baker@exampel.org"]) func theNearestIsNamed(_ text: String) {
        #expect(find(text) == .nobody(nearest: alice))
    }

    @Test(arguments: ["", "@", "zzz", "x@y.example", "…"]) func whatIsLikeNobodyNamesNobody(_ text: String) {
        #expect(find(text) == .nobody(nearest: nil))
    }

    /// The same part before the `@` is no proof: another domain is somebody else.
    @Test func anAddressOfAnotherDomainIsNotTaken() {
        #expect(find("alice.baker@evil.example") != .found(alice))
    }
}
