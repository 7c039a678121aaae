using System.Numerics;
using LuoVerified.Check.Model;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Runs;

namespace LuoVerified.Check.Tests;

/// <summary>A wrong specification: the right one, with transitions taken away or added.</summary>
internal sealed class FlawedModel<T>(SessionModel<T> right, ModelFlaw flaw, StateCode<T> code) : IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    public T Initial => right.Initial;

    public int MaxSuccessors => right.MaxSuccessors;

    public ulong Answers(T state) => flaw.AnswersErrors ? right.Answers(state) : 0;

    public void Expand(T state, Successors<T> into)
    {
        var all = new Successors<T>(MaxSuccessors);
        right.Expand(state, all);
        for (int i = 0; i < all.Count; i++)
        {
            if (!flaw.Forbids(all.KindOf(i)))
            {
                into.Add(all.States[i], all.KindOf(i), all.MoveTo(i).Argument);
            }
        }

        foreach ((Move move, StateFields next) in flaw.Adds(code.Layout, code.Unpack(state)))
        {
            into.Add(code.Pack(next), move.Kind, move.Argument);
        }
    }
}

/// <summary>What is wrong with a specification, the rule that it breaks, and by how many steps at least.</summary>
internal sealed record ModelFlaw(string Name, string Breaks, int Steps)
{
    private static ModelBounds OneFile => new() { Names = 1, Handles = 2, Kernels = 2, Files = 1 };

    public Func<int, bool> Forbids { get; init; } = _ => false;

    public Func<ModelLayout, StateFields, IEnumerable<(Move, StateFields)>> Adds { get; init; } = (_, _) => [];

    public bool AnswersErrors { get; init; } = true;

    public ModelBounds Bounds { get; init; } = new() { Names = 2, Handles = 3, Kernels = 2 };

    /// <summary>One for each rule, at least.</summary>
    public static IReadOnlyList<ModelFlaw> All { get; } =
    [
        new("creates a name that is taken", "unique-names", 2)
        {
            Adds = (layout, s) => !s.Frozen && !s.Quiesced && layout.Length(s.Outgoing) == 1
                ? [(new(Transitions.Create, layout.NameAt(s.Outgoing, 0)), Created(layout, s, layout.NameAt(s.Outgoing, 0)))]
                : [],
        },
        new("creates what is no name", "names-intact", 1)
        {
            Adds = (layout, s) => s is { Frozen: false, Quiesced: false, Outgoing: 0 }
                ? [(new(Transitions.Create, 3), Created(layout, s, 3))]
                : [],
        },
        new("creates beyond capacity", "count-matches", 2)
        {
            Bounds = new() { Names = 2, Handles = 3, Kernels = 2, Capacity = 1 },
            Adds = (layout, s) => !s.Frozen && !s.Quiesced && layout.Length(s.Outgoing) == 1
                ? [(new(Transitions.Create, 3 - layout.NameAt(s.Outgoing, 0)), Created(layout, s, 3 - layout.NameAt(s.Outgoing, 0)))]
                : [],
        },
        new("a close leaves the count", "count-matches", 2)
        {
            Adds = (layout, s) => !s.Frozen && layout.Length(s.Outgoing) == 1
                ? [(new(Transitions.CloseOutgoing), s with { Outgoing = 1, OutgoingHandles = 0 })]
                : [],
        },
        new("quiesces beside a session", "quiesced-is-empty", 2)
        {
            Adds = (layout, s) => !s.Quiesced && s.Outgoing != 0
                ? [(new(Transitions.Quiesce), s with { Quiesced = true })]
                : [],
        },
        new("quiesces while sessions wait", "quiesced-is-empty", 4)
        {
            Adds = (layout, s) => s is { Quiesced: false, Deserialized: false, Outgoing: 0 } && s.HandedOver != 0
                ? [(new(Transitions.Quiesce), s with { Quiesced = true })]
                : [],
        },
        new("a close while frozen takes effect at once", "image-equals-live", 3)
        {
            Adds = (layout, s) => s.Frozen && layout.Length(s.Outgoing) == 1 && s.Marked == 0
                ? [(new(Transitions.CloseOutgoing), s with { Outgoing = 0, OutgoingHandles = 0 })]
                : [],
        },
        new("the image has another order", "image-equals-live", 3)
        {
            Adds = (layout, s) => s is { Frozen: false, Quiesced: false } && layout.Length(s.Outgoing) == 2
                ? [(new(Transitions.Serialize), s with
                {
                    Frozen = true,
                    Image = layout.List(layout.Names(s.Outgoing).Reverse()),
                })]
                : [],
        },
        new("the image lacks a file", "image-equals-live", 3)
        {
            Bounds = OneFile,
            Adds = (layout, s) => s is { Frozen: false, Quiesced: false } && s.OutgoingFiles != 0
                ? [(new(Transitions.Serialize), s with { Frozen = true, Image = s.Outgoing, ImageFiles = 0 })]
                : [],
        },
        new("hands over a session without its file", "nothing-lost", 4)
        {
            Bounds = OneFile,
            Adds = (layout, s) => s is { Frozen: true, Kernel: 0 } && s.OutgoingFiles != 0
                ? [(new(Transitions.Kexec), new StateFields { Kernel = 1, HandedOver = s.Outgoing, Image = s.Image })]
                : [],
        },
        new("deserializes a session without its file", "nothing-lost", 5)
        {
            Bounds = OneFile,
            Adds = (layout, s) => !s.Deserialized && s.HandedOverFiles != 0
                ? [(new(Transitions.Deserialize), s with { Deserialized = true, Incoming = s.HandedOver })]
                : [],
        },
        new("retrieves twice", "handed-out-once", 6)
        {
            Adds = (layout, s) => s is { Frozen: false, Quiesced: false } && layout.HandleAt(s.IncomingHandles, 0) == 1
                ? [(new(Transitions.Retrieve, layout.NameAt(s.Incoming, 0)), s with { IncomingHandles = s.IncomingHandles + 1 })]
                : [],
        },
        new("forgets that it was retrieved", "handed-out-once", 6)
        {
            Adds = (layout, s) => layout.HandleAt(s.IncomingHandles, 0) == 1
                ? [(new(Transitions.CloseIncoming), s with { IncomingHandles = s.IncomingHandles - 1 })]
                : [],
        },
        new("hands over nothing", "nothing-lost", 3)
        {
            Adds = (layout, s) => s is { Frozen: true, Kernel: 0 } && s.Outgoing != 0
                ? [(new(Transitions.Kexec), new StateFields { Kernel = 1, Image = s.Image })]
                : [],
        },
        new("deserializes backwards", "nothing-lost", 5)
        {
            Adds = (layout, s) => !s.Deserialized && layout.Length(s.HandedOver) == 2
                ? [(new(Transitions.Deserialize), s with
                {
                    Deserialized = true,
                    Incoming = layout.List(layout.Names(s.HandedOver).Reverse()),
                })]
                : [],
        },
        new("resurrects what was closed", "nothing-lost", 7)
        {
            Adds = (layout, s) => s.Deserialized && s.Incoming == 0 && s.HandedOver != 0
                ? [(new(Transitions.Retrieve, layout.NameAt(s.HandedOver, 0)), s with { Incoming = s.HandedOver })]
                : [],
        },
        new("loses one that was not retrieved", "nothing-lost", 5)
        {
            Adds = (layout, s) => s is { IncomingHandles: 0 } && s.Incoming != 0
                ? [(new(Transitions.CloseIncoming), s with { Incoming = 0 })]
                : [],
        },
        new("deserializes again", "deserialize-once", 2)
        {
            Adds = (layout, s) => s.Deserialized
                ? [(new(Transitions.Deserialize), s with { Incoming = s.HandedOver, IncomingHandles = 0 })]
                : [],
        },
        new("forgets that it deserialized", "deserialize-once", 2)
        {
            Adds = (layout, s) => s.Deserialized ? [(new(Transitions.Abort), s with { Deserialized = false })] : [],
        },
        new("never resumes", ModelChecker.Deadlock, 2) { Forbids = kind => kind == Transitions.Resume },
        new("never aborts", ModelChecker.Deadlock, 5) { Forbids = kind => kind == Transitions.Abort },
        new("forbids everything", ModelChecker.Deadlock, 0) { Forbids = _ => true },
    ];

    /// <summary>Wrong ones that break no invariant: something is never possible.</summary>
    public static IReadOnlyList<ModelFlaw> Missing { get; } =
    [
        .. Enumerable.Range(0, Transition.All.Count).Where(kind => kind != Transitions.Resume && kind != Transitions.Abort).Select(kind =>
            new ModelFlaw($"never does {Transition.All[kind].Name}", "", 0)
            {
                Bounds = new() { Names = 2, Handles = 3, Kernels = 2, Files = Transition.All[kind].IsOnFiles ? 1 : 0 },
                Forbids = each => each == kind,
            }),
        new("answers no errors", "", 0) { AnswersErrors = false },
        new("does nothing but deserialize and quiesce", "", 0)
        {
            Forbids = kind => kind != Transitions.Deserialize && kind != Transitions.Quiesce && kind != Transitions.Resume,
        },
    ];

    public ModelResult Explore(Symmetry symmetry = Symmetry.None, int threads = 1)
    {
        var code = new StateCode<ulong>(new ModelLayout(Bounds, places: 2));
        var model = new FlawedModel<ulong>(new SessionModel<ulong>(code), this, code);
        return ModelChecker.Run(new ModelOptions { Bounds = Bounds, Symmetry = symmetry, Threads = threads }, code, model);
    }

    private static StateFields Created(ModelLayout layout, StateFields s, int name) => s with
    {
        Outgoing = layout.List(layout.Names(s.Outgoing).Append(name)),
        OutgoingHandles = layout.Handles(
            Enumerable.Range(0, layout.Length(s.Outgoing)).Select(place => layout.HandleAt(s.OutgoingHandles, place)).Append(3)),
    };
}
