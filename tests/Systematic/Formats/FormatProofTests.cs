using FsCheck.Xunit;
using LuoVerified.Abi;
using LuoVerified.Check;
using LuoVerified.Fuzz;
using LuoVerified.Mutation;
using LuoVerified.Sessions.Formats;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Systematic.Tests.Formats;

/// <summary>The formats, held against their specification, which shares nothing with the readers and writers.</summary>
public class FormatProofTests
{
    private static readonly FormatProof[] Proofs = [.. FormatProof.All(() => false)];

    [Fact]
    public void ReadersAndWritersAgreeWithTheSpecification()
    {
        Assert.All(Proofs, proof => Assert.Null(proof.Difference));
        Assert.All(Proofs, proof => Assert.Equal(Verdict.Pass, proof.Verdict));
    }

    /// <summary>Questions of both kinds: what is refused, and what is read.</summary>
    [Fact]
    public void ThereAreQuestionsOfBothKinds() => Assert.All(
        Proofs.Where(proof => proof.Format is not ("device tree: calls of the writer" or "names" or "numbers")),
        proof => Assert.InRange(proof.Refused, 100, proof.Questions - 100));

    [Fact]
    public void WithoutTimeThereIsNoPass() =>
        Assert.All(FormatProof.All(() => true), proof => Assert.Equal((Verdict.Inconclusive, 0), (proof.Verdict, proof.Questions)));

    /// <summary>What no program of sessions comes to: damaged trees, full buffers.</summary>
    [Theory]
    [InlineData("Abi/DeviceTree/FdtFormat.cs: SizeOfStructureAt: 36 as 37 in = 36")]
    [InlineData("Abi/DeviceTree/FdtValidation.cs: CheckStructure: drop if (nameError != FdtError.None)")]
    [InlineData("Abi/DeviceTree/FdtWriter.cs: AddReserveMapEntry: drop if (_structureOffset > _buffer.Length - ReserveEntrySize)")]
    [InlineData("Abi/DeviceTree/FdtWriter.cs: TryFindOrAddString: _buffer.Length - fromEnd < StructureEnd as <=")]
    [InlineData("Abi/DeviceTree/FdtValidation.cs: HeaderErrors: drop if (total < headerSize || total > int.MaxValue)")]
    [InlineData("Abi/Blocks/KhoBlockChain.cs: Read: nul < 0 as <=")]
    [InlineData("Abi/DeviceTree/FdtReader.cs: Own: always ReferenceEquals(node.Owner, this) ?")]
    [InlineData("Abi/SessionName.cs: >: 0 as -1 in left.CompareTo(right) > 0")]
    [InlineData("Abi/DeviceTree/FdtReader.cs: Properties: turn round tag != FdtTag.Nop")]
    [InlineData("Abi/Limits.cs: IoctlType: 0xBA as 185 in = 0xBA")]
    [InlineData("Spec/Formats/TreeWriting.cs: Create: drop _map.Clear();")]
    [InlineData("Abi/DeviceTree/FdtValidation.cs: CheckReserveMap: at <= tree.Length - ReserveEntrySize as <")]
    [InlineData("Abi/DeviceTree/FdtStructure.cs: Next: end > Bytes.Length as >=")]
    [InlineData("Abi/FileDescriptor.cs: TryParse: drop text.StartsWith('f')")]
    public void AMutantOfTheFormatIsFound(string identity) => IsFound(identity, QuickProof.FormatStage);

    /// <summary>What a boot makes of a chain that is damaged.</summary>
    [Theory]
    [InlineData("Impl/Mainline/KhoBlockSet.cs: Restore: drop FreeSer(rest);")]
    [InlineData("Impl/Mainline/LuoFileSet.cs: Deserialize: Errno.ENOENT as EBUSY")]
    public void AMutantOfMainlinesBootIsFound(string identity) => IsFound(identity, QuickProof.BootStage);

    private static void IsFound(string identity, string stage)
    {
        CodePart part = CodePart.All.Single(each => each.Mutations.Any(mutation => mutation.Identity == identity));
        QuickVerdict? verdict = MutationRun.Judge(
            part, part.Mutations.Single(mutation => mutation.Identity == identity), new MutationOptions { Sizes = [], Stages = [stage] })?.Verdict;
        Assert.Equal((Verdict.Violation, FormatProof.Rule.Name), (verdict!.Verdict, verdict.Rule));
    }

    /// <summary>Bytes that nobody has written down.</summary>
    [Property(MaxTest = 2_000)]
    public void AnyDamageIsReadInTheSameWay((ushort At, byte Value)[] damage)
    {
        byte[] tree = LuoTree.Write(7, 0x1234_5000);
        foreach ((ushort at, byte value) in damage)
        {
            tree[at % LuoTree.TotalSize(LuoTree.Write(7, 0x1234_5000))] = value;
        }

        LuoTreeResult read = LuoTree.Read(tree);
        Assert.Equal(LuoV1.Read(tree), read.IsOk ? (read.Number, read.SessionHeaderAddress) : null);
    }
}
