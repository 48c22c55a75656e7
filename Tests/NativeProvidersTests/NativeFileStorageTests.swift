import Capabilities
import NativeProviders
import TestServers
import Testing

extension DatabaseTests {
    @Suite struct NativeFileStorageTests {
        private let draft = FolderDraft(name: "INC-1", members: ["primary-oncall@example.org"])

        @Test func aFileComesBackAsItWasPut() async throws {
            try await withNative { creator, intake in
                let key = EffectKey("f")
                let folder = try await creator.storage.create(draft, key: key)
                #expect(try await creator.storage.find(key) == folder)
                let body = [UInt8](0...255)
                let put = try await intake.storage.put(
                    body, name: "all bytes.bin", contentType: "application/octet-stream", by: "scribe",
                    folder: folder.externalID)
                #expect(put.digest == "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880")
                let (file, found) = try await intake.storage.file("all bytes.bin", folder: folder.externalID)
                #expect(found == body)
                #expect(file == put)
                let listed = try await intake.storage.folder(folder.externalID)
                #expect(listed.files == [put])
                #expect(listed.members == ["primary-oncall@example.org"])
            }
        }

        @Test func aFileWithTheSameNameIsReplaced() async throws {
            try await withNative { creator, intake in
                let id = try await creator.storage.create(draft, key: EffectKey("f")).externalID
                for text in ["first", "second"] {
                    _ = try await intake.storage.put(
                        Array(text.utf8), name: "log", contentType: "text/plain", by: "scribe", folder: id)
                }
                #expect(try await intake.storage.file("log", folder: id).body == Array("second".utf8))
                #expect(try await intake.storage.folder(id).files.count == 1)
            }
        }

        @Test func aFileThatIsTooLargeIsRefused() async throws {
            try await withNative { creator, intake in
                let id = try await creator.storage.create(draft, key: EffectKey("f")).externalID
                let body = [UInt8](repeating: 1, count: NativeFileStorage.fileLimit + 1)
                await #expect {
                    _ = try await intake.storage.put(
                        body, name: "big", contentType: "text/plain", by: "scribe", folder: id)
                } throws: { ($0 as? NativeError)?.code == .tooLarge }
                let most = Array(body.dropLast())
                #expect(
                    try await intake.storage.put(
                        most, name: "big", contentType: "text/plain", by: "scribe", folder: id
                    ).size == NativeFileStorage.fileLimit)
            }
        }

        @Test func anArchivedFolderIsReadOnly() async throws {
            try await withNative { creator, intake in
                let id = try await creator.storage.create(draft, key: EffectKey("f")).externalID
                try await creator.storage.archive(id)
                await #expect {
                    _ = try await intake.storage.put(
                        [1], name: "x", contentType: "text/plain", by: "scribe", folder: id)
                } throws: { ($0 as? NativeError)?.code == .archived }
            }
        }

        @Test func whatIsNotThereIsNotFound() async throws {
            try await withNative { creator, intake in
                let id = try await creator.storage.create(draft, key: EffectKey("f")).externalID
                await #expect {
                    _ = try await intake.storage.file("nothing", folder: id)
                } throws: { ($0 as? NativeError)?.code == .notFound }
                await #expect {
                    _ = try await intake.storage.folder("00000000-0000-7000-8000-00000000ffff")
                } throws: { ($0 as? NativeError)?.code == .notFound }
            }
        }

        @Test func membersComeAndGo() async throws {
            try await withNative { creator, intake in
                let id = try await creator.storage.create(draft, key: EffectKey("f")).externalID
                for _ in 0..<2 { try await creator.storage.add("b@example.org", to: id) }
                #expect(try await intake.storage.folder(id).members.count == 2)
                try await creator.storage.remove("b@example.org", from: id)
                #expect(try await intake.storage.folder(id).members.count == 1)
            }
        }
    }
}
