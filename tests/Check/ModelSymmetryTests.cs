using LuoVerified.Check.Model;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Runs;

namespace LuoVerified.Check.Tests;

/// <summary>States that differ only in names or handles count as one, and no others do.</summary>
public class ModelSymmetryTests
{
    private static readonly StateCode<ulong> Code = new(new ModelLayout(new() { Names = 3, Handles = 3, Kernels = 2 }));

    [Fact]
    public void WhatStandsForAStateStandsForAllOfItsRenamings()
    {
        var names = new Canonical<ulong>(Code, Symmetry.Names);
        int[][] permutations = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
        foreach (ulong state in RandomStates(2_000))
        {
            HashSet<ulong> orbit = [.. permutations.Select(to => Renamed(state, to))];
            ulong canonical = Assert.Single(orbit.Select(names.Of).Distinct());
            Assert.Contains(canonical, orbit);
        }
    }

    [Fact]
    public void TheRenamingsOfWhatIsFoundUnderNameSymmetryAreAllStates()
    {
        // A state in which m of n names occur has n!/(n-m)! renamings, itself included.
        var model = new SessionModel<ulong>(Code);
        var names = new Canonical<ulong>(Code, Symmetry.Names);
        var next = new Successors<ulong>(model.MaxSuccessors);
        var open = new Queue<ulong>([model.Initial]);
        var seen = new HashSet<ulong>(open);
        while (open.TryDequeue(out ulong state))
        {
            next.Truncate(0);
            model.Expand(state, next);
            foreach (ulong each in next.States)
            {
                if (seen.Add(names.Of(each)))
                {
                    open.Enqueue(names.Of(each));
                }
            }
        }

        int[] renamings = [1, 3, 6, 6];
        Assert.Equal(298_243, seen.Sum(state => renamings[NamesIn(state)]));
    }

    [Fact]
    public void SymmetriesKeepTheVerdictAndLeaveFewerStates()
    {
        var bounds = new ModelBounds { Names = 3, Handles = 3, Kernels = 2 };
        ModelResult[] results = [.. Enum.GetValues<Symmetry>().Select(symmetry =>
            ModelChecker.Run(new() { Bounds = bounds, Symmetry = symmetry, Threads = 2 }))];

        Assert.All(results, result => Assert.Equal(Verdict.Pass, result.Verdict));
        Assert.All(results, result => Assert.Equal(results[0].Goals, result.Goals));
        Assert.Equal(results[0].Levels, results[1].Levels); // to rename changes no distance; to number handles anew may
        Assert.True(results[3].States < results[1].States && results[3].States < results[2].States);
        Assert.True(results[1].States < results[0].States && results[2].States < results[0].States);
    }

    [Fact]
    public void WithoutOrderListsAreSets()
    {
        var bounds = new ModelBounds { Names = 3, Handles = 2, Kernels = 2 };
        var code = new StateCode<ulong>(new ModelLayout(bounds));
        var sets = new HashSet<string>();
        foreach (ulong state in ModelAgreementTests.Reachable(code))
        {
            StateFields fields = code.Unpack(state);
            IEnumerable<string> parts = Enumerable.Range(0, code.Layout.Places)
                .Select(place => $"o{code.Layout.NameAt(fields.Outgoing, place)} {code.Layout.HandleAt(fields.OutgoingHandles, place)} {fields.Marked >> place & 1}")
                .Concat(Enumerable.Range(0, code.Layout.Places)
                    .Select(place => $"i{code.Layout.NameAt(fields.Incoming, place)} {code.Layout.HandleAt(fields.IncomingHandles, place)}"))
                .Concat(code.Layout.Names(fields.HandedOver).Select(name => $"h{name}"))
                .Concat(code.Layout.Names(fields.Image).Select(name => $"m{name}"));
            sets.Add($"{string.Join(';', parts.Order(StringComparer.Ordinal))} {fields.Frozen} {fields.Quiesced} {fields.Deserialized} {fields.Kernel}");
        }

        Assert.Equal(sets.Count, ModelChecker.Run(new() { Bounds = bounds, Symmetry = Symmetry.Order }).States);
    }

    private static int NamesIn(ulong state)
    {
        StateFields fields = Code.Unpack(state);
        return new[] { fields.Outgoing, fields.Incoming, fields.HandedOver, fields.Image }
            .SelectMany(Code.Layout.Names).Distinct().Count();
    }

    private static ulong Renamed(ulong state, int[] to)
    {
        StateFields fields = Code.Unpack(state);
        return Code.Pack(fields with
        {
            Outgoing = renamed(fields.Outgoing),
            Incoming = renamed(fields.Incoming),
            HandedOver = renamed(fields.HandedOver),
            Image = renamed(fields.Image),
        });

        ulong renamed(ulong list) => Code.Layout.List(Code.Layout.Names(list).Select(name => to[name - 1]));
    }

    private static IEnumerable<ulong> RandomStates(int count)
    {
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            yield return Code.Pack(new StateFields
            {
                Outgoing = list(),
                Incoming = list(),
                HandedOver = list(),
                Image = list(),
                Kernel = random.Next(2),
            });
        }

        ulong list()
        {
            int[] names = [1, 2, 3];
            random.Shuffle(names);
            return Code.Layout.List(names.Take(random.Next(4)));
        }
    }
}
