import CRsyscall
import Glibc
import SystemPackage

/// Checks that there is memory for a value that is read, since a failed allocation in Swift ends the process.
@usableFromInline
enum ValueRoom {
    /// The largest size in bytes that isn't checked.
    @usableFromInline static var unchecked: Int { 1 << 20 }

    /// - Throws: ``AllocationError/refused(size:_:)`` if there is no memory for a value of `count` bytes.
    @usableFromInline
    static func check(_ count: Int) throws(AllocationError) {
        guard count > unchecked else { return }
        guard isInSystem(count), let memory = malloc(count) else {
            throw .refused(size: count, .noMemory)
        }
        free(memory)
    }

    /// Whether the system has so many bytes, free or not. A system that overcommits memory refuses them only when they
    /// are used, by killing a process.
    static func isInSystem(_ count: Int) -> Bool {
        guard count > unchecked else { return true }
        var system = rsyscall_sysinfo()
        let result = withUnsafeMutableBytes(of: &system) { system in
            Step(.sysinfo, (UInt(bitPattern: system.baseAddress), 0, 0, 0, 0, 0)).made()
        }
        guard result == 0 else { return true }
        let (units, overflow) = system.totalram.addingReportingOverflow(system.totalswap)
        let (bytes, isMore) = units.multipliedReportingOverflow(by: UInt(system.mem_unit))
        return overflow || isMore || UInt(count) <= bytes
    }
}
