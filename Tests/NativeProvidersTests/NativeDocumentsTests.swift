import Capabilities
import NativeProviders
import TestServers
import Testing

extension DatabaseTests {
    @Suite struct NativeDocumentsTests {
        private let draft = DocumentDraft(title: "Investigation", format: .markdown, body: "# first", folder: nil)

        @Test func aDocumentBeginsWithVersionOne() async throws {
            try await withNative { creator, intake in
                let key = EffectKey("d")
                let made = try await creator.documents.create(draft, key: key)
                #expect(try await creator.documents.create(draft, key: key) == made)
                #expect(try await creator.documents.find(key) == made)
                let document = try await intake.documents.document(made.externalID)
                #expect(document.version == 1)
                #expect(document.body == "# first")
                #expect(document.author == "Muster")
            }
        }

        @Test func everyVersionStays() async throws {
            try await withNative { creator, intake in
                let id = try await creator.documents.create(draft, key: EffectKey("d")).externalID
                #expect(try await intake.documents.write("# second", author: "scribe", document: id, basedOn: 1) == 2)
                #expect(try await intake.documents.document(id).body == "# second")
                #expect(try await intake.documents.document(id, version: 1).body == "# first")
                #expect(try await intake.documents.versions(of: id).map(\.author) == ["scribe", "Muster"])
            }
        }

        @Test func writingTheSameMakesNoVersion() async throws {
            try await withNative { creator, intake in
                let id = try await creator.documents.create(draft, key: EffectKey("d")).externalID
                try await creator.documents.update(id, to: "# first")
                #expect(try await intake.documents.document(id).version == 1)
            }
        }

        @Test func anEditOfAnOldVersionIsRefused() async throws {
            try await withNative { creator, intake in
                let id = try await creator.documents.create(draft, key: EffectKey("d")).externalID
                _ = try await intake.documents.write("# second", author: "scribe", document: id, basedOn: 1)
                await #expect {
                    _ = try await intake.documents.write("# other", author: "liaison", document: id, basedOn: 1)
                } throws: { ($0 as? NativeError)?.code == .stale }
                #expect(try await intake.documents.document(id).body == "# second")
            }
        }

        @Test func ofTwentyEditsOfOneVersionOneWins() async throws {
            try await withNative { creator, intake in
                let id = try await creator.documents.create(draft, key: EffectKey("d")).externalID
                let wins = await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<20 {
                        group.addTask {
                            let version = try? await intake.documents.write(
                                "edit \(number)", author: "scribe", document: id, basedOn: 1)
                            return version == 2
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(wins == 1)
                #expect(try await intake.documents.versions(of: id).map(\.version) == [2, 1])
            }
        }

        @Test func aFolderListsItsDocuments() async throws {
            try await withNative { creator, intake in
                let folder = try await creator.storage.create(
                    FolderDraft(name: "INC-1", members: []), key: EffectKey("f"))
                var draft = draft
                draft.folder = folder.externalID
                let made = try await creator.documents.create(draft, key: EffectKey("d"))
                let entries = try await intake.storage.folder(folder.externalID).documents
                #expect(entries.map(\.url) == [made.url])
            }
        }

        @Test func anArchivedDocumentIsReadOnly() async throws {
            try await withNative { creator, intake in
                let id = try await creator.documents.create(draft, key: EffectKey("d")).externalID
                try await creator.documents.archive(id)
                await #expect {
                    _ = try await intake.documents.write("# more", author: "scribe", document: id, basedOn: nil)
                } throws: { ($0 as? NativeError)?.code == .archived }
            }
        }

        @Test func aDocumentThatIsTooLargeIsNeverTriedAgain() async throws {
            try await withNative { creator, _ in
                var draft = draft
                draft.body = String(repeating: "x", count: NativeDocuments.bodyLimit + 1)
                await #expect {
                    _ = try await creator.documents.create(draft, key: EffectKey("d"))
                } throws: { ($0 as? ProviderError)?.code == "too-large" }
            }
        }
    }
}
