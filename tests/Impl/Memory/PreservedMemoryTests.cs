using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;
using LuoVerified.Impl.Tests.Harness;

namespace LuoVerified.Impl.Tests.Memory;

public class PreservedMemoryTests
{
    private readonly Bench _bench = new(Design.Hardened);

    private PreservedMemory Memory => _bench.Machine.Memory;

    [Fact]
    public void ABlockIsWholePagesOfZeros()
    {
        ulong address = Alloc(Limits.PageSize + 1);
        Assert.Equal(0UL, address % Limits.PageSize);
        Assert.Equal(2 * Limits.PageSize, Memory.Read(address, 2 * Limits.PageSize).Length);
        Assert.False(Memory.Observe(address).Span.ContainsAnyExcept((byte)0), "not zeroed");
    }

    [Fact]
    public void APageThatWasWrittenAndFreedDoesNotComeBack()
    {
        ulong first = Alloc(1);
        Memory.Write(first, 1).Span[0] = 1;
        Memory.UnpreserveFree(first);
        ulong second = Alloc(1);
        Assert.NotEqual(first, second);
        Assert.Equal(0, Memory.Read(second, 1).Span[0]);
    }

    [Fact]
    public void AddressesDependOnTheOrderOfAllocationsOnly()
    {
        PreservedMemory other = new Bench(Design.Hardened).Machine.Memory;
        foreach (int size in (int[])[1, 4096, 4097, 65536, 1])
        {
            Assert.True(other.TryAllocPreserve(size, out ulong address));
            Assert.Equal(address, Alloc(size));
        }
    }

    [Fact]
    public void AGapOfAPageFollowsEachBlock()
    {
        ulong first = Alloc(2 * Limits.PageSize);
        Assert.Equal(first + (3 * Limits.PageSize), Alloc(1));
    }

    [Fact]
    public void ARefusedAllocationGivesAddressZeroAndNoBlock()
    {
        _bench.Control.Refuse(FaultSites.PreservedMemory);
        _bench.Unchanged(() =>
        {
            Assert.False(Memory.TryAllocPreserve(1, out ulong address));
            Assert.Equal(0UL, address);
        });
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        ulong address = Alloc(1);
        Memory.Write(address + 10, 2).Span.Fill(7);
        Assert.Equal([0, 7, 7, 0], Memory.Read(address + 9, 4).ToArray());
    }

    [Fact]
    public void ReadingWritingAndFreeingAreOneStepEachAndObservingIsNone()
    {
        ulong address = Alloc(1);
        _bench.Control.Done.Clear();
        Memory.Read(address, 1);
        Memory.Write(address, 1);
        Memory.Observe(address);
        Memory.UnpreserveFree(address);
        Assert.Equal([StepKind.Read, StepKind.Write, StepKind.Free], _bench.Control.Done.Select(step => step.Kind));
    }

    [Fact]
    public void FreedMemoryCannotBeReadOrWritten()
    {
        ulong address = Alloc(1);
        Memory.UnpreserveFree(address);
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, () => Memory.Read(address, 1));
        Bench.AssertViolation(RuntimeChecks.UseAfterFree, () => Memory.Write(address, 1));
    }

    [Fact]
    public void PreservedMemoryIsFreedOnce()
    {
        ulong address = Alloc(1);
        Memory.UnpreserveFree(address);
        Bench.AssertViolation(RuntimeChecks.DoubleFree, () => Memory.UnpreserveFree(address));
        Bench.AssertViolation(RuntimeChecks.DoubleFree, () => Memory.RestoreFree(address));
    }

    [Theory]
    [InlineData(0, Limits.PageSize + 1)]
    [InlineData(1, Limits.PageSize)]
    [InlineData(Limits.PageSize, 1)]
    [InlineData(2 * Limits.PageSize - 1, 1)]
    public void AnAccessMustStayWithinItsBlock(int offset, int length)
    {
        ulong address = Alloc(1) + (ulong)offset;
        Alloc(1);
        Bench.AssertViolation(RuntimeChecks.OutOfBounds, () => Memory.Read(address, length));
        Bench.AssertViolation(RuntimeChecks.OutOfBounds, () => Memory.Write(address, length));
    }

    [Theory]
    [InlineData(0, Limits.PageSize)]
    [InlineData(Limits.PageSize - 1, 1)]
    [InlineData(Limits.PageSize, 0)]
    public void AnAccessMayReachTheEndOfItsBlock(int offset, int length) =>
        Assert.Equal(length, Memory.Read(Alloc(1) + (ulong)offset, length).Length);

    [Fact]
    public void AnAddressBelowAllBlocksIsOutOfBounds() =>
        Bench.AssertViolation(RuntimeChecks.OutOfBounds, () => Memory.Read(Limits.PageSize, 1));

    [Fact]
    public void TheHighestAddressIsOutOfBounds() =>
        Bench.AssertViolation(RuntimeChecks.OutOfBounds, () => Memory.Read(ulong.MaxValue, int.MaxValue));

    [Theory]
    [InlineData(0UL)]
    [InlineData(8UL)]
    [InlineData(4095UL)]
    public void AnAccessInTheFirstPageIsThroughANullPointer(ulong address)
    {
        Bench.AssertViolation(RuntimeChecks.NullDereference, () => Memory.Read(address, 1));
        Bench.AssertViolation(RuntimeChecks.NullDereference, () => Memory.Write(address, 1));
        Bench.AssertViolation(RuntimeChecks.NullDereference, () => Memory.UnpreserveFree(address));
        Bench.AssertViolation(RuntimeChecks.NullDereference, () => Memory.RestoreFree(address));
    }

    [Fact]
    public void MemoryOfThisKernelIsNotRestored()
    {
        ulong address = Alloc(1);
        Bench.AssertViolation(RuntimeChecks.NotPreserved, () => Memory.RestoreFree(address));
    }

    [Fact]
    public void MemoryThatWasHandedOverIsNotUnpreserved()
    {
        ulong address = Alloc(1);
        _bench.Machine.Jump();
        Bench.AssertViolation(RuntimeChecks.NotPreserved, () => Memory.UnpreserveFree(address));
        Memory.RestoreFree(address);
        Bench.AssertViolation(RuntimeChecks.DoubleFree, () => Memory.RestoreFree(address));
    }

    [Fact]
    public void ABlockIsFreedByItsFirstByteOnly()
    {
        ulong address = Alloc(1);
        Bench.AssertViolation(RuntimeChecks.NotPreserved, () => Memory.UnpreserveFree(address + 1));
        Memory.UnpreserveFree(address);
    }

    [Fact]
    public void PreservedBytesSurviveAJump()
    {
        ulong address = Alloc(1);
        Memory.Write(address, 1).Span[0] = 42;
        _bench.Machine.Jump();
        Assert.Equal(42, Memory.Read(address, 1).Span[0]);
        Assert.True(Memory.IsHandedOver(address, Limits.PageSize), "not handed over");
    }

    [Fact]
    public void MemoryThatWasFreedBeforeAJumpIsNotHandedOver()
    {
        ulong address = Alloc(1);
        Memory.UnpreserveFree(address);
        _bench.Machine.Jump();
        Assert.False(Memory.IsHandedOver(address, 1), "handed over");
        Assert.True(Memory.Observe(address).IsEmpty, "still there");
    }

    [Fact]
    public void MemoryLoadedFromAnImageIsTheMemoryThatItWasTakenOf()
    {
        ulong written = Alloc(Limits.PageSize + 1);
        Memory.Write(written + 7, 2).Span.Fill(42);
        ulong empty = Alloc(1);
        ulong freed = Alloc(1);
        Memory.UnpreserveFree(freed);
        ulong tree = _bench.Machine.Leave();
        ByteString image = Memory.Image();

        var other = new Machine(_bench.Control, Design.Hardened);
        other.Memory.Load(image);
        Assert.Equal(image, other.Memory.Image());
        Assert.Equal(Errno.Ok, other.Boot(tree));
        Assert.Equal(Errno.Ok, _bench.Machine.Boot(tree));
        Assert.Equal(Memory.Image(), other.Memory.Image());
        Assert.Equal(1UL, other.Kernel!.LiveUpdateNumber);
        Assert.True(other.Memory.IsHandedOver(written, 2 * Limits.PageSize) && other.Memory.IsHandedOver(empty, 1), "blocks are missing");
        Assert.True(other.Memory.Observe(freed).IsEmpty, "freed memory came back");
        Assert.Equal(new byte[] { 0, 42, 42, 0 }, other.Memory.Read(written + 6, 4).ToArray());
        Assert.True(Memory.TryAllocPreserve(1, out ulong next) && other.Memory.TryAllocPreserve(1, out ulong same) && next == same, "another address");
    }

    /// <summary>However the bytes were reached: by a step, from outside, from an image.</summary>
    [Fact]
    public void PagesOfAPoolAreZeroForTheNextMachine()
    {
        var pool = new PagePool();
        ByteString image = WithMachine(memory =>
        {
            memory.Write(Alloc(memory) + 100, 1).Span.Fill(1);
            memory.Tamper(Alloc(memory)).Span[Limits.PageSize - 1] = 1;
            return memory.Image();
        });
        WithMachine(AllZero);
        WithMachine(memory =>
        {
            memory.Load(image);
            return image;
        });
        WithMachine(AllZero);

        ByteString WithMachine(Func<PreservedMemory, ByteString> use)
        {
            using PreservedMemory memory = new Machine(_bench.Control, Design.Hardened, pages: pool).Memory;
            return use(memory);
        }

        static ByteString AllZero(PreservedMemory memory)
        {
            Assert.False(memory.Observe(Alloc(memory)).Span.ContainsAnyExcept((byte)0), "the first page is not zeroed");
            Assert.False(memory.Observe(Alloc(memory)).Span.ContainsAnyExcept((byte)0), "the second page is not zeroed");
            return default;
        }

        static ulong Alloc(PreservedMemory memory)
        {
            Assert.True(memory.TryAllocPreserve(1, out ulong address), "no memory");
            return address;
        }
    }

    [Fact]
    public void MemoryThatIsNotGivenBackDoesNotSurviveTheNextJump()
    {
        ulong address = Alloc(1);
        _bench.Machine.Jump();
        _bench.Machine.Jump();
        Assert.False(Memory.IsHandedOver(address, 1), "handed over twice");
        Assert.True(Memory.Observe(address).IsEmpty, "still there");
        Bench.AssertViolation(RuntimeChecks.OutOfBounds, () => Memory.Read(address, 1));
    }

    [Fact]
    public void HandedOverIsAWholeBlockByItsFirstByteThatIsNotGivenBack()
    {
        ulong address = Alloc(1);
        Assert.False(Memory.IsHandedOver(address, 1), "this kernel's own");
        _bench.Machine.Jump();
        Assert.False(Memory.IsHandedOver(address + 1, 1), "not its first byte");
        Assert.False(Memory.IsHandedOver(address, Limits.PageSize + 1), "too large");
        Memory.RestoreFree(address);
        Assert.False(Memory.IsHandedOver(address, 1), "given back");
    }

    private ulong Alloc(int size)
    {
        Assert.True(Memory.TryAllocPreserve(size, out ulong address));
        return address;
    }
}
