using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Impl;
using LuoVerified.Sessions.Designs;
using LuoVerified.Sessions.Programs;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Fuzz;

/// <summary>Makes random programs: 1 or 2 kernels of 2 to 4 threads with 1 to 6 operations each, over few names, so that the
/// threads meet.</summary>
/// <remarks>A program depends on the seed and on its number, and on nothing else. Sizes go round: of six programs in a row
/// the first has one operation a thread, the last up to six.</remarks>
public static class ProgramGenerator
{
    /// <summary>The most operations of a thread.</summary>
    public const int MaxOperations = 6;

    /// <summary>The golden ratio's fraction in 64 bits: the step of a SplitMix generator.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private static readonly ByteString[] Names = [.. "abc".Select(letter => ByteString.FromUtf8($"{letter}"))];

    /// <summary>Makes one program.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The number of the program, 1 and up.</param>
    /// <param name="design">The design that it is for: it has no operation that the design lacks. One that lacks none by
    /// default.</param>
    /// <param name="files">How many files sessions can preserve; 0, the default, for none, and no operation on files.</param>
    /// <returns>The program, well-formed; perhaps its set-up cannot be performed.</returns>
    public static Scenario Make(uint seed, int number, Design? design = null, int files = 0)
    {
        var random = new Rnd(((ulong)seed << 32) | (uint)number, Gamma);
        int size = 1 + ((number - 1) % MaxOperations);
        string name = string.Create(CultureInfo.InvariantCulture, $"fuzz-{seed}-{number}");
        return Programs(new Vocabulary(design ?? Design.Hardened, files)).Sample(1, random, size).Single() with
        {
            Name = name,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Program {number} of seed {seed}."),
        };
    }

    private static Gen<Scenario> Programs(Vocabulary words) =>
        from setup in Setups(words)
        from capacity in Gen.Frequency((3, Gen.Constant(Limits.SessionCapacity)), (1, Gen.Choose(1, 2)))
        from faults in Faults(words.Sites)
        from phases in Gen.Frequency((3, Kernel(words).Select(kernel => new[] { kernel })), (1, TwoKernels(words)))
        select new Scenario
        {
            Name = "fuzz",
            Summary = "A random program.",
            Setup = setup,
            Capacity = capacity,
            Faults = faults,
            Phases = phases,
        };

    /// <summary>Nothing; some sessions; some sessions handed over, sound or corrupted, and perhaps visible.</summary>
    private static Gen<Operation[]> Setups(Vocabulary words)
    {
        Gen<Operation[]> creates = Gen.Choose(1, Names.Length).Select(
            count => words.With(Names[..count]).ToArray());
        Gen<Operation[]> deserialize = Gen.Frequency((2, Fixed(SessionOperation.Deserialize)), (1, Fixed()));
        IReadOnlyList<Corruption> ways = words.Design.Corruptions(words.Files);
        (int, Gen<Operation[]>)[] sound =
        [
            (4, Fixed()),
            (3, creates),
            (1, Joined(creates, Fixed(SessionOperation.Serialize))),
            (5, Joined(creates, Gen.Constant<Operation[]>([Operation.Kexec]), deserialize)),
        ];
        return ways.Count == 0 ? Gen.Frequency(sound) : Gen.Frequency([.. sound, (1, Joined(creates, Corrupted(ways), deserialize))]);
    }

    private static Gen<Operation[]> Corrupted(IReadOnlyList<Corruption> ways) => Gen.Elements(ways.AsEnumerable()).Select(how => new Operation[]
    {
        new(SessionOperation.Serialize), Operation.Corrupt(how), Operation.Reboot,
    });

    private static Gen<Dictionary<FaultSite, int>> Faults(IReadOnlyList<FaultSite> sites) =>
        from budgets in Gen.CollectToArray(
            sites, _ => Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 2))))
        select sites.Zip(budgets).Where(each => each.Second > 0)
            .ToDictionary(each => each.First, each => each.Second);

    private static Gen<IReadOnlyList<IReadOnlyList<Operation>>[]> TwoKernels(
        Vocabulary words) =>
        from first in Kernel(words)
        from leaver in Gen.Choose(0, first.Count - 1)
        from way in Gen.Frequency(Ways(words.Design).Select(each => (each.Machine == MachineStep.Kexec ? 5 : 1, Gen.Constant(each))))
        from second in Kernel(words)
        select new[] { Leaving(first, leaver, way), second };

    /// <summary>The ways to leave a kernel.</summary>
    private static IEnumerable<Operation> Ways(Design design) =>
        new[] { Operation.Kexec, Operation.Reboot }.Where(way => design.Has(way.Machine));

    /// <summary>The last operation of a thread that has the most of them makes room.</summary>
    private static IReadOnlyList<IReadOnlyList<Operation>> Leaving(
        IReadOnlyList<IReadOnlyList<Operation>> kernel, int leaver, Operation leave) =>
        [.. kernel.Select((thread, i) => i == leaver ? [.. Cut(thread, MaxOperations - 1), leave] : thread)];

    private static Gen<IReadOnlyList<IReadOnlyList<Operation>>> Kernel(Vocabulary words) =>
        from count in Gen.Frequency((6, Gen.Constant(2)), (2, Gen.Constant(3)), (1, Gen.Constant(4)))
        from threads in Thread(words).ArrayOf(count)
        select (IReadOnlyList<IReadOnlyList<Operation>>)threads;

    private static Gen<IReadOnlyList<Operation>> Thread(Vocabulary words) => Gen.Sized(size =>
        from count in Gen.Choose(1, Math.Clamp(size, 1, MaxOperations))
        from phrases in Phrases(words).ArrayOf(count)
        select (IReadOnlyList<Operation>)Cut(phrases.SelectMany(phrase => phrase), MaxOperations));

    /// <summary>As much of the beginning as fits and leaves nothing quiesced.</summary>
    private static List<Operation> Cut(IEnumerable<Operation> operations, int most)
    {
        List<Operation> kept = [.. operations.Take(most)];
        while (!WellFormed.ResumesWhatItQuiesces(kept))
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return kept;
    }

    /// <summary>One operation, or a quiesce with its resume and perhaps something that does not wait between.</summary>
    private static Gen<Operation[]> Phrases(Vocabulary words)
    {
        IEnumerable<(int, Gen<Operation[]>)> between = words.Operations
            .Where(operation => !operation.WaitsWhileQuiesced() && operation != SessionOperation.Resume)
            .Select(operation => (1, One(operation, words)));
        Gen<Operation[]> quiesce = Joined(
            Fixed(SessionOperation.Quiesce), Gen.Frequency([(2, Fixed()), .. between]), Fixed(SessionOperation.Resume));
        return Gen.Frequency(
        [
            .. words.Operations.Select(operation =>
                (operation.Weight, operation == SessionOperation.Quiesce ? quiesce : One(operation, words))),
            .. Ways(words.Design).Select(way => (1, Gen.Constant<Operation[]>([way]))),
        ]);
    }

    private static Gen<Operation[]> One(SessionOperation operation, Vocabulary words) => operation.Argument switch
    {
        OperationArgument.None => Fixed(operation),
        OperationArgument.Session => Numbered(operation, words.Files),
        _ => Named(operation),
    };

    /// <summary>A token, and now and then another file than that of its number, or none; or now and then what must be 0 and is
    /// not.</summary>
    private static Gen<Operation[]> Numbered(SessionOperation operation, int files) =>
        from name in Gen.Frequency((7, Gen.Constant(Names[0])), (4, Gen.Constant(Names[1])), (3, Gen.Constant(Names[2])))
        from number in operation.TakesToken ? Gen.Choose(1, files) : Gen.Frequency((7, Gen.Constant(0)), (1, Gen.Constant(1)))
        from fd in operation.TakesFd ? Descriptors(files) : Gen.Constant<FileDescriptor?>(null)
        select new[] { new Operation(operation, name) { Number = (ulong)number, Fd = fd?.Beside((ulong)number) } };

    private static Gen<FileDescriptor?> Descriptors(int files) => Gen.Frequency(
        (12, Gen.Constant<FileDescriptor?>(null)),
        (4, Gen.Choose(1, files).Select(file => (FileDescriptor?)FileDescriptor.Of((ulong)file))),
        (1, Gen.Elements<FileDescriptor?>(FileDescriptor.Closed, FileDescriptor.Unhandled)));

    private static Gen<Operation[]> Named(SessionOperation operation) => Gen.Frequency(
        (7, Gen.Constant(Names[0])), (4, Gen.Constant(Names[1])), (3, Gen.Constant(Names[2])), (1, Gen.Elements<ByteString>(ProgramBounds.Invalid)))
        .Select(name => new[] { new Operation(operation, name) });

    private static Gen<Operation[]> Fixed(params SessionOperation[] operations) =>
        Gen.Constant(operations.Select(operation => new Operation(operation)).ToArray());

    private static Gen<Operation[]> Joined(params Gen<Operation[]>[] parts) =>
        Gen.CollectToArray(parts).Select(all => all.SelectMany(part => part).ToArray());
}
