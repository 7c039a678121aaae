using LuoVerified.Abi;
using LuoVerified.Check.Explore;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests;

/// <summary>One primitive that changes a state, with its arguments.</summary>
public abstract record Primitive
{
    public abstract TState On<TState, TName>(TState state, Func<int, TName> name)
        where TState : struct, ISessionState<TState, TName>;

    /// <summary>A primitive whose arguments are as its text asks for in a state, and whose result the model can
    /// hold.</summary>
    internal static Primitive Any(Random random, SpecState state, ModelLayout layout)
    {
        int[] names = [.. Enumerable.Range(1, layout.Bounds.Names)
            .Where(number => state.Outgoing.All(session => session.Name != ModelNames.Of(number)))];
        int[] handles = [.. Enumerable.Range(1, Math.Min(layout.Bounds.Handles, 2 * layout.Places))
            .Except(state.Outgoing.Concat(state.Incoming).Select(session => session.Handle))];
        int[] open = Places(session => session.Handle != 0);
        int[] inside = [.. Enumerable.Range(0, state.Incoming.Length)
            .Where(place => !state.Incoming[place].Retrieved)];
        int[] kept = Places(_ => true);
        SessionList list = (SessionList)random.Next(2);
        int count = list == SessionList.Outgoing ? kept.Length : state.Incoming.Length;
        (int Place, ulong Token)[] spare =
        [
            .. from place in kept from token in Tokens() where !Has(FilePlace.Outgoing, state.Outgoing[place].Name, token) select (place, token),
        ];
        (int Place, ulong Token)[] arrived =
        [
            .. from place in Enumerable.Range(0, state.Incoming.Length) from token in Tokens()
               where Has(FilePlace.Incoming, state.Incoming[place].Name, token) select (place, token),
        ];
        int[] outside = [.. Enumerable.Range(0, state.Incoming.Length).Except(inside)];
        Primitive?[] possible =
        [
            names.Length > 0 && handles.Length > 0 && kept.Length < layout.Places
                ? new Append(One(names), One(handles)) : null,
            inside.Length > 0 && handles.Length > 0 ? new HandOut(One(inside), One(handles)) : null,
            count > 0 ? new Remove(list, random.Next(count)) : null,
            open.Length > 0 ? new MarkToGo(One(open)) : null,
            spare.Length > 0 ? Filed(spare[random.Next(spare.Length)]) : null,
            spare.Length > 0 ? Filed(spare[random.Next(spare.Length)]) : null,
            arrived.Length > 0 ? Noted(arrived[random.Next(arrived.Length)]) : null,
            state.Incoming.Length > 0 ? new RemoveFiles(random.Next(state.Incoming.Length)) : null,
            outside.Length > 0 ? new GiveBack(One(outside)) : null,
            new ForgetImageFiles(),
            new RemoveMarked(),
            new WriteImage(),
            new ShowHandedOver(),
            new WithFrozen(random.Next(2) == 0),
            new WithQuiescedBy(random.Next(2) == 0 ? 1 : null),
            new WithDeserialized(),
            random.Next(4) == 0 && (int)state.Number + 1 < layout.Bounds.Kernels ? new InNextKernel() : null,
        ];
        Primitive[] now = [.. possible.OfType<Primitive>()];
        return now[random.Next(2) == 0 ? 0 : random.Next(now.Length)];

        static Primitive Filed((int Place, ulong Token) file) => new AddFile(file.Place, file.Token);

        static Primitive Noted((int Place, ulong Token) file) => new NoteAnswer(file.Place, file.Token);

        IEnumerable<ulong> Tokens() => Enumerable.Range(1, layout.Bounds.Files).Select(token => (ulong)token);

        bool Has(FilePlace place, SessionName session, ulong token) =>
            state.Files.Any(file => file.Place == place && file.Session == session && file.Token == token);

        int One(int[] from) => from[random.Next(from.Length)];

        int[] Places(Func<SpecSession, bool> which) =>
            [.. Enumerable.Range(0, state.Outgoing.Length).Where(place => which(state.Outgoing[place]))];
    }

    public sealed record Append(int Name, int Handle) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) =>
            state.Append(name(Name), Handle);
    }

    public sealed record HandOut(int Place, int Handle) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.HandOut(Place, Handle);
    }

    public sealed record Remove(SessionList List, int Place) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.Remove(List, Place);
    }

    public sealed record MarkToGo(int Place) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.MarkToGo(Place);
    }

    public sealed record RemoveMarked : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.RemoveMarked();
    }

    public sealed record WriteImage : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.WriteImage();
    }

    public sealed record ShowHandedOver : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.ShowHandedOver();
    }

    public sealed record WithFrozen(bool Frozen) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.WithFrozen(Frozen);
    }

    public sealed record WithQuiescedBy(int? Thread) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.WithQuiescedBy(Thread);
    }

    public sealed record WithDeserialized : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) =>
            state.WithDeserialized(Errno.Ok);
    }

    public sealed record AddFile(int Place, ulong Token) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.AddFile(Place, Token, Token);
    }

    public sealed record NoteAnswer(int Place, ulong Token) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.NoteAnswer(Place, Token, Errno.Ok);
    }

    public sealed record RemoveFiles(int Place) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.RemoveFiles(Place);
    }

    public sealed record GiveBack(int Place) : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.GiveBack(Place);
    }

    public sealed record ForgetImageFiles : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) => state.ForgetImageFiles();
    }

    public sealed record InNextKernel : Primitive
    {
        public override TState On<TState, TName>(TState state, Func<int, TName> name) =>
            state.InNextKernel(corrupt: false);
    }
}
