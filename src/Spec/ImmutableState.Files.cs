using System.Collections.Immutable;
using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <content>Files, which are kept apart from the sessions, sorted.</content>
public readonly partial record struct ImmutableState
{
    /// <inheritdoc/>
    public bool HasFile(SessionList list, int place, ulong token) => IndexOf(PlaceOf(list), Sessions(list)[place].Name, token) >= 0;

    /// <inheritdoc/>
    public bool IsPreserved(ulong file) => State.Files.Any(each => each.Place == FilePlace.Outgoing && each.File == file);

    /// <inheritdoc/>
    public Errno? FirstAnswer(int place, ulong token) => State.Files[IndexOf(FilePlace.Incoming, State.Incoming[place].Name, token)].Retrieved;

    /// <inheritdoc/>
    public ImmutableState AddFile(int place, ulong token, ulong file) =>
        WithFiles(State.Files.Add(new SpecFile(FilePlace.Outgoing, State.Outgoing[place].Name, token, file)));

    /// <inheritdoc/>
    public ImmutableState NoteAnswer(int place, ulong token, Errno answer)
    {
        int at = IndexOf(FilePlace.Incoming, State.Incoming[place].Name, token);
        return WithFiles(State.Files.SetItem(at, State.Files[at] with { Retrieved = answer }));
    }

    /// <inheritdoc/>
    public ImmutableState RemoveFiles(int place) => WithoutFiles(FilePlace.Incoming, State.Incoming[place].Name);

    /// <inheritdoc/>
    public ImmutableState ForgetImageFiles() =>
        State.Files.IsEmpty ? this : WithFiles(State.Files.RemoveAll(file => file.Place == FilePlace.Image));

    /// <inheritdoc/>
    public ImmutableState GiveBack(int place)
    {
        SpecSession session = State.Incoming[place] with { Handle = 0, Retrieved = false };
        return new(State with { Incoming = State.Incoming.SetItem(place, session) });
    }

    private static FilePlace PlaceOf(SessionList list) => list == SessionList.Outgoing ? FilePlace.Outgoing : FilePlace.Incoming;

    private int IndexOf(FilePlace place, SessionName session, ulong token)
    {
        for (int i = 0; i < State.Files.Length; i++)
        {
            if (State.Files[i] is var file && file.Place == place && file.Token == token && file.Session == session)
            {
                return i;
            }
        }

        return -1;
    }

    private ImmutableState WithoutFiles(FilePlace place, SessionName session) =>
        State.Files.IsEmpty ? this : WithFiles(State.Files.RemoveAll(file => file.Place == place && file.Session == session));

    /// <summary>What is in one place is in another, too, in place of what was there.</summary>
    private ImmutableState Copied(FilePlace from, FilePlace to) => State.Files.IsEmpty ? this : WithFiles(
    [
        .. State.Files.Where(file => file.Place != to),
        .. State.Files.Where(file => file.Place == from).Select(file => file with { Place = to }),
    ]);

    private ImmutableState WithFiles(ImmutableArray<SpecFile> files) => new(State with { Files = files.Sort(SpecFile.Order) });
}
