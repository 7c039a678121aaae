using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Files;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.PreservedFiles;

/// <summary>Files in sessions, one request after the other, on the designs that have them.</summary>
public class FileTests
{
    public static TheoryData<string> Names => [.. Design.All.Where(each => each.HasFiles && each.BasedOn is null).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void FilesGoOverInAnyNumberAndAreRetrievedInAnyOrder(string name)
    {
        var bench = new Bench(Named(name));
        ISessionIoctls a = bench.Created("a").Ioctls!;
        ISessionIoctls b = bench.Created("b").Ioctls!;
        Assert.All([7UL, 5UL, 6UL, 4UL, ulong.MaxValue], token => Assert.Equal(Errno.Ok, a.PreserveFd(token)));
        Assert.Equal(Errno.Ok, b.PreserveFd(8));
        bench.Kexec();
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(6, bench.State.Files.Count);
        ISessionIoctls old = bench.Retrieved("a").Ioctls!;
        Assert.All([4UL, ulong.MaxValue, 7UL], token => Assert.Equal(Errno.Ok, old.RetrieveFd(token)));
        Assert.Equal(Errno.ENOENT, old.RetrieveFd(8));
        Assert.Equal(Errno.Ok, old.Finish(0));
        Assert.Equal(Errno.ENOENT, old.RetrieveFd(4));
        bench.Retrieved("b").Release();
        Assert.Empty(bench.State.Files);
        Assert.Equal(1, bench.LiveObjects);
        Assert.DoesNotContain(bench.Machine.Memory.Live, block => block.State == BlockState.HandedOver);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnOutgoingSessionGivesItsFilesUpLastOneFirst(string name)
    {
        var bench = new Bench(Named(name));
        (BlockState, int)[] before = bench.Live();
        ISessionFile a = bench.Created("a");
        Assert.All([1UL, 2UL, 3UL], token => Assert.Equal(Errno.Ok, a.Ioctls!.PreserveFd(token)));
        a.Release();
        Assert.Equal(["unpreserve file 3", "unpreserve file 2", "unpreserve file 1"], Calls(bench, "unpreserve"));
        Assert.Equal(0, bench.LiveObjects);
        Assert.Equal(before, bench.Live());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AFinishIsForAllFilesOrNoneLastOneFirst(string name)
    {
        Bench bench = Kexec(name, 1, 2, 3);
        ISessionIoctls a = bench.Retrieved("a").Ioctls!;
        Assert.Equal(Errno.Ok, a.RetrieveFd(2));
        bench.Control.Refuse(FaultSites.FileFinish, request: 2);
        Assert.Equal(Errno.EBUSY, a.Finish(0));
        Assert.Empty(Calls(bench, "finish"));
        Assert.Equal(3, bench.State.Files.Count);
        Assert.Equal(Errno.Ok, a.Finish(0));
        Assert.Equal([3, 2, 1], Calls(bench, "finish").Select(call => call.Split(' ')[2]).Select(int.Parse));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AFreezeThatFailsFreezesNoneAndTheNextOneAll(string name)
    {
        var bench = new Bench(Named(name));
        foreach (string session in (string[])["a", "b", "c"])
        {
            ISessionIoctls file = bench.Created(session).Ioctls!;
            Assert.Equal(Errno.Ok, file.PreserveFd(2 * (ulong)(session[0] - 'a')));
            Assert.Equal(Errno.Ok, file.PreserveFd((2 * (ulong)(session[0] - 'a')) + 1));
        }

        bench.Control.Refuse(FaultSites.FileFreeze, request: 6);
        Assert.Equal(Errno.EIO, bench.Sessions.Serialize());
        FileHandler handler = bench.Machine.Kernel!.Platform.Handler;
        Assert.DoesNotContain(Enumerable.Range(0, 6), file => handler.IsFrozen((ulong)file));
        Assert.Equal(5, Calls(bench, "unfreeze").Length);
        Assert.Equal(Errno.Ok, bench.Sessions.Serialize());
        Assert.All(Enumerable.Range(0, 6), file => Assert.True(handler.IsFrozen((ulong)file)));
        Assert.Equal(Errno.Ok, bench.Machine.Jump());
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal(6, bench.State.Files.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EachRefusalOfAPreserveLeavesNothing(string name)
    {
        var bench = new Bench(Named(name));
        ISessionIoctls a = bench.Created("a").Ioctls!;
        (BlockState, int)[] before = bench.Live();
        int objects = bench.LiveObjects;
        foreach ((FaultSite site, Errno answer) in new[] { (FaultSites.FilePreserve, Errno.EIO), (FaultSites.FileAllocation, Errno.ENOMEM) })
        {
            bench.Control.Refuse(site);
            Assert.Equal(answer, a.PreserveFd(1));
            Assert.Equal(before, bench.Live());
            Assert.Equal(objects, bench.LiveObjects);
        }

        Assert.Equal(Errno.Ok, a.PreserveFd(1));
        Assert.Equal(Errno.EBUSY, bench.Created("b").Ioctls!.PreserveFd(1));
    }

    /// <summary>One file under two tokens is refused, in one session and in two, until it is given up; two files under one token in two
    /// sessions are not. What is handed over under each token is its file.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void AFileIsPreservedOnceUnderWhateverToken(string name)
    {
        var bench = new Bench(Named(name));
        ISessionFile a = bench.Created("a");
        ISessionIoctls b = bench.Created("b").Ioctls!;
        Assert.Equal(Errno.Ok, a.Ioctls!.PreserveFd(1, FileDescriptor.Of(5)));
        Assert.Equal(Errno.EBUSY, a.Ioctls.PreserveFd(2, FileDescriptor.Of(5)));
        Assert.Equal(Errno.EBUSY, b.PreserveFd(5));
        Assert.Equal(Errno.Ok, b.PreserveFd(1, FileDescriptor.Of(6)));
        a.Release();
        Assert.Equal(Errno.Ok, b.PreserveFd(2, FileDescriptor.Of(5)));
        Assert.Equal([(1, 6), (2, 5)], Numbers());
        bench.Kexec();
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        Assert.Equal([(1, 6), (2, 5)], Numbers());
        Assert.Equal(Errno.Ok, bench.Retrieved("b").Ioctls!.RetrieveFd(2));
        Assert.Equal(["retrieve file 5 of the previous kernel"], Calls(bench, "retrieve"));

        // A file of this kernel is another one, whatever its number.
        Assert.Equal(Errno.Ok, bench.Created("c").Ioctls!.PreserveFd(9, FileDescriptor.Of(5)));

        IEnumerable<(ulong, ulong)> Numbers() => bench.State.Files.Select(file => (file.Token, file.File)).Order();
    }

    /// <summary>EEXIST, EBADF, memory, ENOENT, EBUSY; what is refused leaves nothing.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheErrorsOfAPreserveComeInTheirOrder(string name)
    {
        var bench = new Bench(Named(name));
        ISessionIoctls a = bench.Created("a").Ioctls!;
        Assert.Equal(Errno.Ok, a.PreserveFd(1));
        (BlockState, int)[] before = bench.Live();
        int objects = bench.LiveObjects;
        Assert.Equal(Errno.EEXIST, a.PreserveFd(1, FileDescriptor.Closed));
        Assert.Equal(Errno.EEXIST, a.PreserveFd(1, FileDescriptor.Unhandled));
        Assert.Equal(Errno.EBADF, a.PreserveFd(2, FileDescriptor.Closed));
        Assert.Equal(Errno.ENOENT, a.PreserveFd(2, FileDescriptor.Unhandled));
        Assert.Equal(Errno.EBUSY, a.PreserveFd(2, FileDescriptor.Of(1)));
        Assert.Equal(before, bench.Live());
        Assert.Equal(objects, bench.LiveObjects);
        Assert.Equal(Errno.Ok, bench.Sessions.Serialize());
    }

    /// <summary>In 7.2 memory comes between EBADF and ENOENT: with two files a block, a third wants a block.</summary>
    [Fact]
    public void MainlineAsksForMemoryAfterTheDescriptorAndBeforeTheHandler()
    {
        var bench = new Bench(Named("mainline-7.2-2"));
        ISessionIoctls a = bench.Created("a").Ioctls!;
        Assert.All([1UL, 2UL], token => Assert.Equal(Errno.Ok, a.PreserveFd(token)));
        (BlockState, int)[] before = bench.Live();
        bench.Control.Refuse(FaultSites.PreservedMemory);
        Assert.Equal(Errno.EEXIST, a.PreserveFd(1, FileDescriptor.Closed));
        Assert.Equal(Errno.EBADF, a.PreserveFd(3, FileDescriptor.Closed));
        Assert.Equal(Errno.ENOMEM, a.PreserveFd(3, FileDescriptor.Unhandled));
        Assert.Equal(Errno.ENOENT, a.PreserveFd(3, FileDescriptor.Unhandled));
        Assert.Equal(before, bench.Live());
    }

    /// <summary>A table that cannot be is refused as a whole, and given back.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(8, 1)]
    [InlineData(16, 'x')]
    public void TheHardenedDesignTrustsNoTable(int offset, byte value)
    {
        var bench = new Bench(Design.Hardened);
        ISessionIoctls a = bench.Created("a").Ioctls!;
        Assert.Equal(Errno.Ok, a.PreserveFd(1));
        Assert.Equal(Errno.Ok, bench.Sessions.Serialize());
        ulong table = FileTable.ReadHead(bench.Block).Files;
        bench.Machine.Memory.Tamper(table).Span[offset] = value;
        Assert.Equal(Errno.Ok, bench.Machine.Jump());
        Assert.Equal(Errno.EINVAL, bench.Sessions.Deserialize());
        Assert.NotEmpty(bench.State.DeserializeFailure);
        Assert.DoesNotContain(bench.Machine.Memory.Live, block => block.State == BlockState.HandedOver);
    }

    [Fact]
    public void TheHardenedDesignGivesBackWhatCannotFinish()
    {
        Bench bench = Kexec(Design.Hardened.Name, 1);
        bench.Control.Refuse(FaultSites.FileFinish);
        bench.Retrieved("a").Release();
        Assert.Equal(["a"], bench.Incoming);
        ISessionIoctls again = bench.Retrieved("a").Ioctls!;
        Assert.Equal(Errno.Ok, again.RetrieveFd(1));
        Assert.Equal(Errno.Ok, again.Finish(0));
    }

    [Fact]
    public void TheContractOfTheHandlerIsChecked()
    {
        FileHandler handler = new Bench(Design.Hardened).Machine.Kernel!.Platform.Handler;
        Bench.AssertViolation(FileHandler.Contract, () => handler.Unpreserve(1));
        Assert.Equal(Errno.Ok, handler.Preserve(1, out ulong data));
        Bench.AssertViolation(FileHandler.Contract, () => handler.Preserve(1, out _));
        Bench.AssertViolation(FileHandler.Contract, () => handler.Unfreeze(data));
        Assert.Equal(Errno.Ok, handler.Freeze(data));
        Bench.AssertViolation(FileHandler.Contract, () => handler.Unpreserve(data));
        Assert.Equal(Errno.Ok, handler.Retrieve(1));
        Bench.AssertViolation(FileHandler.Contract, () => handler.Retrieve(1));
        Bench.AssertViolation(FileHandler.Contract, () => handler.Finish(1, null));
        Bench.AssertViolation(FileHandler.Contract, () => handler.Finish(1, Errno.Ok));
        Assert.True(handler.CanFinish(1));
        handler.Finish(1, Errno.Ok);
        Bench.AssertViolation(FileHandler.Contract, () => handler.Finish(1, Errno.Ok));
    }

    private static Bench Kexec(string name, params ulong[] tokens)
    {
        var bench = new Bench(Named(name));
        ISessionIoctls a = bench.Created("a").Ioctls!;
        Assert.All(tokens, token => Assert.Equal(Errno.Ok, a.PreserveFd(token)));
        bench.Kexec();
        Assert.Equal(Errno.Ok, bench.Sessions.Deserialize());
        return bench;
    }

    private static string[] Calls(Bench bench, string call) =>
        [.. bench.Control.Done.Where(step => step.Detail == call).Select(step => $"{call} {step.Target.Label}")];

    private static Design Named(string name) => Design.All.Single(design => design.Name == name);
}
