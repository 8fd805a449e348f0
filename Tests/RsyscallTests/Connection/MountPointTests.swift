import Testing

@testable import Rsyscall

/// What is known of file systems that another process or host serves.
@Suite struct MountPointTests {
    private let points = MountPoints(
        listing: Array(
            """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            30 27 0:40 / /home/u/My\\040Files rw,nosuid shared:7 master:2 - fuse.sshfs host:/ rw,user_id=0
            31 27 0:41 / /srv/nfs rw - nfs4 host:/export rw
            32 27 0:42 / /srv/nfsd rw - tmpfs none rw
            broken
            33 27 0:43 / /also-broken rw -
            """.utf8))

    private func lieOn(_ path: String) -> Bool {
        path.withCString { path in
            path.withMemoryRebound(to: UInt8.self, capacity: 1) { points.lie(on: $0) }
        }
    }

    @Test(arguments: [
        "/srv/nfs", "/srv/nfs/", "/srv/nfs/a", "//srv/./nfs//a/b", "/home/u/My Files/x",
    ])
    func `a path that leads to a mount point of sshfs or NFS lies on it`(_ path: String) {
        #expect(lieOn(path))
    }

    @Test(arguments: ["/", "/srv", "/srv/nfsd", "/srv/nfsd/a", "/srv/n", "/home/u/My", "/proc/self", ""])
    func `a path that leads elsewhere does not`(_ path: String) {
        #expect(!lieOn(path))
    }

    @Test func `a listing without such file systems has no mount points`() {
        #expect(MountPoints(listing: []).isEmpty)
        #expect(MountPoints(listing: Array("1 1 0:1 / / rw - ext4 a rw\n".utf8)).isEmpty)
        #expect(!points.isEmpty)
    }

    @Test func `a file system is served by its name and by its magic`() {
        for name in ["fuse", "fuse.sshfs", "fuseblk", "nfs", "nfs4", "cifs", "9p", "ceph", "virtiofs"] {
            #expect(FileSystemKind.isServed(name))
        }
        for name in ["ext4", "tmpfs", "fusectl", "nfsd", "autofs", "proc", ""] {
            #expect(!FileSystemKind.isServed(name))
        }
        #expect(FileSystemKind(magic: 0x6573_5546) == .served)
        #expect(FileSystemKind(magic: 0xef53) == .stored)
        #expect(FileSystemKind(magic: 0x9fa0) == .other)
    }
}
