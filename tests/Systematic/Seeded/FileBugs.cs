using LuoVerified.Abi;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>Bugs in preserve-fd, put into the hardened design on purpose.</summary>
internal static class FileBugs
{
    private delegate Errno Preserve(ISessionIoctls session, ulong token, FileDescriptor fd);

    private static Dictionary<string, Preserve> All { get; } = new()
    {
        [nameof(TakesTheTokenForTheFile)] = TakesTheTokenForTheFile,
        [nameof(LooksForTheHandlerOnly)] = LooksForTheHandlerOnly,
        [nameof(LooksForTheFileFirst)] = LooksForTheFileFirst,
        [nameof(PreservesAnother)] = PreservesAnother,
    };

    public static Design Named(string bug) => new($"seeded-{bug}", "A bug put in on purpose.", platform => new Sessions(platform, All[bug])) { HasFiles = true };

    /// <summary>Two files under one token cannot be in two sessions, and one under two tokens can.</summary>
    public static Errno TakesTheTokenForTheFile(ISessionIoctls session, ulong token, FileDescriptor fd) =>
        session.PreserveFd(token, fd.IsHandled ? FileDescriptor.Of(token) : fd);

    /// <summary>A descriptor that is not open is answered as a file that no handler takes.</summary>
    public static Errno LooksForTheHandlerOnly(ISessionIoctls session, ulong token, FileDescriptor fd) =>
        session.PreserveFd(token, fd.IsOpen ? fd : FileDescriptor.Unhandled);

    /// <summary>EBADF comes before EEXIST.</summary>
    public static Errno LooksForTheFileFirst(ISessionIoctls session, ulong token, FileDescriptor fd) =>
        fd.IsOpen ? session.PreserveFd(token, fd) : Errno.EBADF;

    /// <summary>All answers are right, and the file is not.</summary>
    public static Errno PreservesAnother(ISessionIoctls session, ulong token, FileDescriptor fd) =>
        session.PreserveFd(token, fd == FileDescriptor.Of(2) ? FileDescriptor.Of(7) : fd);

    /// <summary>What is handed over is taken as if it had no files.</summary>
    public static Design Forgiving { get; } =
        new("seeded-forgiving", "A bug put in on purpose.", platform => new ForgivingSessions(platform)) { HasFiles = true };

    private sealed class ForgivingSessions(KernelPlatform platform) : SeededSessions(platform)
    {
        public override Errno SetupIncoming(FdtReader tree)
        {
            Errno err = base.SetupIncoming(tree);
            if (LuoTree.ReadSessionHeader(tree, out ulong address) is null)
            {
                Span<byte> block = Platform.Memory.Write(address, Limits.SessionBlockSize).Span;
                (ulong files, ulong spare) = FileTable.ReadHead(block);
                FileTable.WriteHead(block, files: 0, spare != 0 ? spare : files);
            }

            return err;
        }
    }

    private sealed class Sessions(KernelPlatform platform, Preserve bug) : SeededSessions(platform)
    {
        public override Errno Create(ByteString name, out ISessionFile? file)
        {
            Errno err = base.Create(name, out file);
            file = file is null ? null : new Session(file, bug);
            return err;
        }
    }

    private sealed class Session(ISessionFile file, Preserve bug) : ISessionFile, ISessionIoctls
    {
        public ISessionIoctls Ioctls => this;

        public void Release() => file.Release();

        public Errno PreserveFd(ulong token, FileDescriptor fd) => bug(file.Ioctls!, token, fd);

        public Errno RetrieveFd(ulong token) => file.Ioctls!.RetrieveFd(token);

        public Errno Finish(ulong reserved) => file.Ioctls!.Finish(reserved);

        public Errno GetName(ulong reserved, out ByteString name) => file.Ioctls!.GetName(reserved, out name);
    }
}
