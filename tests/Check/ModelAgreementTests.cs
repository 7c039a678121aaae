using System.Numerics;
using LuoVerified.Abi;
using LuoVerified.Check.Model;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Check.Tests;

/// <summary>The model over packed states says what the specification says over its own.</summary>
public class ModelAgreementTests
{
    [Theory]
    [InlineData(1, 1, 3, 1, 0)]
    [InlineData(2, 3, 2, 2, 0)]
    [InlineData(2, 2, 3, 1, 0)]
    [InlineData(3, 2, 2, 3, 0)]
    [InlineData(1, 2, 3, 1, 2)]
    [InlineData(2, 2, 2, 2, 1)]
    public void EveryTransitionOfTheCompleteSpaceIsTheSpecificationsOwn(
        int names, int handles, int kernels, int capacity, int files)
    {
        var options = new ModelOptions
        {
            Bounds = new() { Names = names, Handles = handles, Kernels = kernels, Capacity = capacity, Files = files },
            Judge = true,
        };
        ModelResult judged = ModelChecker.Run(options);
        ModelResult fast = ModelChecker.Run(options with { Judge = false });

        Assert.Equal(Verdict.Pass, judged.Verdict);
        Assert.Equal((judged.States, judged.Transitions, judged.Levels), (fast.States, fast.Transitions, fast.Levels));
        Assert.Equal(judged.Goals, fast.Goals);
    }

    [Theory]
    [InlineData(3, 6, 3, 0)]
    [InlineData(4, 3, 4, 0)]
    [InlineData(4, 8, 3, 0)]
    [InlineData(5, 7, 16, 0)]
    [InlineData(5, 15, 4, 0)]
    [InlineData(2, 4, 3, 2)]
    [InlineData(3, 5, 4, 3)]
    public void TransitionsOnRandomWalksThroughLargeSpacesAreTheSpecificationsOwn(int names, int handles, int kernels, int files)
    {
        var bounds = new ModelBounds { Names = names, Handles = handles, Kernels = kernels, Files = files };
        var layout = new ModelLayout(bounds);
        if (layout.Bits <= 64)
        {
            Walk(new JudgedModel<ulong>(new StateCode<ulong>(layout)));
        }
        else
        {
            Walk(new JudgedModel<UInt128>(new StateCode<UInt128>(layout)));
        }
    }

    /// <summary>Answers are compared question by question: two states at capacity that answer <c>-EEXIST</c> and <c>-ENOMEM</c> for other
    /// names give the same set of answers, and differ.</summary>
    [Fact]
    public void WhichErrorComesFirstIsComparedForEachQuestion()
    {
        ImmutableState full = Full("a", "b");
        ImmutableState other = Full("a", "c");
        var bounds = new ModelBounds { Names = 3, Handles = 2, Kernels = 1, Capacity = 2 };

        Assert.Equal(Goals.ReachedIn(full, bounds, ModelNames.BytesOf), Goals.ReachedIn(other, bounds, ModelNames.BytesOf));
        Question? apart = Apart(bounds, full, other);
        Assert.Equal((SessionOperation.Create, 2), (apart?.Operation, apart?.Name));
        Assert.Null(Apart(bounds, full, Full("a", "b")));

        static ImmutableState Full(params string[] names) => new(SessionSpec.ColdBoot(2) with
        {
            Outgoing = [.. names.Select((name, place) => new SpecSession(SessionName.Parse(name), place + 1))],
        });
    }

    private static Question? Apart(ModelBounds bounds, ImmutableState one, ImmutableState other) => Question.Within(bounds)
        .FirstOrDefault(question => question.In(one, ModelNames.BytesOf, out _) != question.In(other, ModelNames.BytesOf, out _));

    /// <summary>So are the requests to open sessions: a session that has file 1 and one that has not answer -EEXIST and -EBUSY for it,
    /// and each answer can be had in both states.</summary>
    [Fact]
    public void WhichErrorOfARequestComesFirstIsComparedForEachQuestion()
    {
        var bounds = new ModelBounds { Names = 2, Handles = 2, Kernels = 1, Files = 1 };
        ImmutableState one = WithTheFileIn("a");
        ImmutableState other = WithTheFileIn("b");

        Assert.Equal(Goals.ReachedIn(one, bounds, ModelNames.BytesOf), Goals.ReachedIn(other, bounds, ModelNames.BytesOf));
        Question? apart = Apart(bounds, one, other);
        Assert.Equal((SessionOperation.PreserveFd, 1, 1UL), (apart?.Operation, apart?.Handle, apart?.Number));
        Assert.Null(Apart(bounds, one, WithTheFileIn("a")));

        static ImmutableState WithTheFileIn(string session) => new(SessionSpec.ColdBoot(2) with
        {
            Outgoing = [new SpecSession(SessionName.Parse("a"), 1), new SpecSession(SessionName.Parse("b"), 2)],
            Files = [new SpecFile(FilePlace.Outgoing, SessionName.Parse(session), 1, 1)],
        });
    }

    [Fact]
    public void WhatTheModelDropsAndAddsAsideItsStatesAreThoseOfTheSpecification()
    {
        // Aside: the number of a session marked to go, and an image that no longer matters.
        const int handles = 3;
        const int kernels = 2;
        var bounds = new ModelBounds { Names = 2, Handles = handles, Kernels = kernels };
        var seen = new HashSet<SpecState>();
        var open = new Queue<SpecState>([SessionSpec.ColdBoot(2)]);
        while (open.TryDequeue(out SpecState? state))
        {
            if (!seen.Add(Plain(state)))
            {
                continue;
            }

            int[] live = [.. state.Outgoing.Concat(state.Incoming)
                .Select(session => session.Handle).Where(handle => handle != 0)];
            int lowest = Enumerable.Range(1, handles + 1).First(handle => !live.Contains(handle));
            List<SpecAction> actions =
            [
                new(SessionOperation.Serialize), new(SessionOperation.Abort), new(SessionOperation.Deserialize),
                new(SessionOperation.Quiesce, Thread: 1), new(SessionOperation.Resume, Thread: 1),
                .. live.Select(handle => new SpecAction(SessionOperation.Close, Handle: handle)),
            ];
            if (lowest <= handles)
            {
                foreach (SpecOperation kind in new[] { SessionOperation.Create, SessionOperation.Retrieve })
                {
                    actions.Add(new(kind, ModelNames.Of(1).Bytes, lowest));
                    actions.Add(new(kind, ModelNames.Of(2).Bytes, lowest));
                }
            }

            if (state.Frozen && state.Number + 1 < kernels)
            {
                actions.Add(new(Jump.Instance));
            }

            foreach (SpecAction action in actions)
            {
                if (SessionSpec.Apply(state, action) is ({ Succeeded: true }, var next))
                {
                    open.Enqueue(next);
                }
            }
        }

        var code = new StateCode<ulong>(new ModelLayout(bounds));
        var judge = new SpecificationModel<ulong>(code);
        IEnumerable<SpecState> packed = Reachable(code).Select(state => Plain(judge.Decode(code.Unpack(state))));
        Assert.Equal(seen.Order(ByText), packed.Distinct().Order(ByText));
    }

    [Fact]
    public void OnAnyStateWhateverTheFastInvariantsSayWhatTheSpecificationsSay()
    {
        var random = new Random(1);
        var seen = new HashSet<string>();
        foreach (int capacity in new[] { 2, 3 })
        {
            var layout = new ModelLayout(new() { Names = 2, Handles = 3, Kernels = 2, Capacity = capacity }, places: 3);
            var code = new StateCode<ulong>(layout);
            var rules = new Rules<ulong>(code);
            for (int i = 0; i < 30_000; i++)
            {
                ulong outgoing = AnyList(random, layout);
                ulong state = code.Pack(new StateFields
                {
                    Outgoing = outgoing,
                    Incoming = AnyList(random, layout),
                    HandedOver = random.Next(2) == 0 ? 0 : layout.List([1]),
                    Image = random.Next(2) == 0 ? outgoing : layout.List([2]),
                    Frozen = random.Next(3) == 0,
                    Quiesced = random.Next(3) == 0,
                    Deserialized = random.Next(2) == 0,
                });
                Invariant? expected = Invariants.CheckState(View(code, state))?.Invariant;

                Assert.Equal(expected, rules.BrokenBy(state));
                seen.Add(expected?.Name ?? "");
            }
        }

        Assert.Equal(6, seen.Count); // each of the five, and none
    }

    [Fact]
    public void TheViewOfAStateIsThatOfTheSpecification()
    {
        var code = new StateCode<ulong>(new ModelLayout(new() { Names = 2, Handles = 2, Kernels = 2 }));
        var judge = new SpecificationModel<ulong>(code);
        foreach (ulong state in Reachable(code))
        {
            Assert.Equal(SessionView.Of(judge.Decode(code.Unpack(state))).ToString(), View(code, state).ToString());
        }
    }

    private static Comparer<SpecState> ByText { get; } = Comparer<SpecState>.Create((a, b) =>
        string.CompareOrdinal($"{a}{a.HandedOver.Length}", $"{b}{b.HandedOver.Length}"));

    private static SpecState Plain(SpecState state) => state with { Image = state.Frozen ? state.Image : [] };

    internal static HashSet<ulong> Reachable(StateCode<ulong> code)
    {
        var model = new SessionModel<ulong>(code);
        var next = new Successors<ulong>(model.MaxSuccessors);
        var open = new Queue<ulong>([model.Initial]);
        var seen = new HashSet<ulong>(open);
        while (open.TryDequeue(out ulong state))
        {
            next.Truncate(0);
            model.Expand(state, next);
            foreach (ulong each in next.States)
            {
                if (seen.Add(each))
                {
                    open.Enqueue(each);
                }
            }
        }

        return seen;
    }

    /// <summary>A state, right or wrong, as the invariants of the specification see it.</summary>
    private static SessionView View(StateCode<ulong> code, ulong state)
    {
        ModelLayout layout = code.Layout;
        StateFields fields = code.Unpack(state);
        return new SessionView(
            layout.Capacity,
            Sessions(fields.Outgoing, 0),
            layout.Length(fields.Outgoing),
            Sessions(fields.Incoming, fields.IncomingHandles),
            layout.Length(fields.Incoming),
            !fields.Deserialized && fields.HandedOver != 0,
            fields.Frozen,
            fields.Quiesced,
            [.. layout.Names(fields.Image).Select(Bytes)]);

        List<ViewedSession> Sessions(ulong list, ulong handles) =>
            [.. Enumerable.Range(0, layout.Places).Where(place => layout.NameAt(list, place) != 0).Select(place =>
                new ViewedSession(Bytes(layout.NameAt(list, place)), layout.HandleAt(handles, place) != 0))];

        // A number above the bounds stands for what is not a name: NUL bytes.
        ByteString Bytes(int name) =>
            name <= layout.Bounds.Names ? ModelNames.Of(name).Bytes : new ByteString(new byte[name]);
    }

    /// <summary>Up to three entries, names or not, alike or not, and any length; about half of it is as it should
    /// be.</summary>
    private static ulong AnyList(Random random, ModelLayout layout)
    {
        if (random.Next(3) > 0)
        {
            return layout.List(new[] { 1, 2 }.Take(random.Next(3)));
        }

        ulong list = (ulong)random.Next(4);
        int entries = random.Next(4);
        for (int place = 0; place < entries; place++)
        {
            list |= (ulong)random.Next(1, 4) << (layout.LengthBits + (place * layout.NameBits));
        }

        return list;
    }

    private static void Walk<T>(JudgedModel<T> model)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var random = new Random(1);
        var next = new Successors<T>(model.MaxSuccessors);
        for (int walk = 0; walk < 10; walk++)
        {
            T state = model.Initial;
            for (int step = 0; step < 150; step++)
            {
                next.Truncate(0);
                model.Expand(state, next); // throws where the two differ

                // Rarely kexec, or the walk is over before it gets anywhere.
                int chosen = random.Next(next.Count);
                chosen = next.KindOf(chosen) == Transitions.Kexec ? random.Next(next.Count) : chosen;
                state = next.States[chosen];
            }
        }
    }
}
