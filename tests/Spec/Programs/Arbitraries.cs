using FsCheck;
using FsCheck.Fluent;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec.Tests.Programs;

/// <summary>Makes random programs that get far: few names, and what belongs together often stands together.</summary>
public static class Arbitraries
{
    private static readonly string[] Names = ["a", "b", "c", "d"];
    private static readonly string[] NoNames = ["", new string('x', 64), "a\0b"];

    /// <summary>The programs of a fixed sample, the same in every run.</summary>
    public static IReadOnlyList<RandomProgram> FixedSample(int count) =>
        [.. Programs().Generator.Sample(count, new Rnd(20_011, 1), 30)];

    /// <summary>Programs of up to about 60 operations.</summary>
    public static Arbitrary<RandomProgram> Programs()
    {
        Gen<Move[]> moves = Phrases().ArrayOf().Select(phrases => phrases.SelectMany(phrase => phrase).ToArray());
        return Arb.From(
            Gen.Choose(1, 3).Zip(moves, (capacity, all) => new RandomProgram(capacity, all)).Resize(30), Shrink);
    }

    private static IEnumerable<RandomProgram> Shrink(RandomProgram program)
    {
        for (int length = program.Moves.Count / 2; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= program.Moves.Count; at += length)
            {
                yield return program with { Moves = [.. program.Moves.Take(at), .. program.Moves.Skip(at + length)] };
            }
        }
    }

    private static Gen<Move[]> Phrases() => Gen.Frequency(
        (20, Moves().Select(move => new[] { move })),
        (2, Gen.Constant<Move[]>([new(SessionOperation.Serialize), new(Jump.Instance)])),
        (3, Gen.Constant<Move[]>([new(SessionOperation.Serialize), new(Jump.Instance), new(SessionOperation.Deserialize)])),
        (1, Gen.Constant<Move[]>([new(Jump.Instance, Spoil: true), new(SessionOperation.Deserialize)])),
        (1, Gen.Choose(1, 2).Select(thread => new Move[] { new(SessionOperation.Quiesce, Thread: thread), new(SessionOperation.Resume, Thread: thread) })));

    private static Gen<Move> Moves() => Gen.Frequency(
        (8, Named(SessionOperation.Create)),
        (6, Named(SessionOperation.Retrieve)),
        (5, Gen.Choose(0, 8).Select(handle => new Move(SessionOperation.Close, Handle: handle))),
        (1, Gen.Constant(new Move(SessionOperation.Serialize))),
        (2, Gen.Constant(new Move(SessionOperation.Abort))),
        (2, Faults(SpecFault.SessionAllocation).Select(f => new Move(SessionOperation.Deserialize, Fault: f.Fault, Request: f.Request))),
        (1, Gen.Choose(1, 2).Select(thread => new Move(SessionOperation.Quiesce, Thread: thread))),
        (3, Gen.Choose(1, 2).Select(thread => new Move(SessionOperation.Resume, Thread: thread))),
        (1, Faults(SpecFault.PreservedMemory).Zip(
            Gen.Choose(0, 3), (f, spoil) => new Move(Jump.Instance, Fault: f.Fault, Request: f.Request, Spoil: spoil == 0))));

    private static Gen<Move> Named(SpecOperation kind)
    {
        Gen<string> name = Gen.Frequency((9, Gen.Elements(Names)), (1, Gen.Elements(NoNames)));
        Gen<(SpecFault, int)> fault = kind == SessionOperation.Create
            ? Faults(SpecFault.SessionAllocation, SpecFault.FileCreation)
            : Faults(SpecFault.FileCreation);
        return name.Zip(fault, (text, f) => new Move(kind, text, Fault: f.Item1, Request: f.Item2));
    }

    private static Gen<(SpecFault Fault, int Request)> Faults(params SpecFault[] faults) => Gen.Frequency(
        (6, Gen.Constant((SpecFault.None, 1))), (1, Gen.Elements(faults).Zip(Gen.Choose(1, 2), (fault, request) => (fault, request))));
}
