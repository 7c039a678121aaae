using System.Runtime.CompilerServices;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <content>Files: of each session, a bit for each token. Each token goes with the file of its number. What a handler is asked is not refused: the first retrieval of a file
/// answers Ok.</content>
internal readonly partial record struct PackedState<T>
{
    /// <summary>The files of outgoing sessions.</summary>
    public ulong OutgoingFiles => Part(Layout.OutgoingFiles, Layout.FilesBits);

    /// <summary>The files in the last image, of this kernel or one before.</summary>
    public ulong ImageFiles => Part(Layout.ImageFiles, Layout.FilesBits);

    /// <inheritdoc/>
    public bool HasFile(SessionList list, int place, ulong token) => IsToken(token) && Has(Layout.FilesAt(list) + Layout.FileAt(place, (int)token));

    /// <inheritdoc/>
    public bool IsPreserved(ulong file)
    {
        for (int place = 0; place < Layout.Places; place++)
        {
            if (HasFile(SessionList.Outgoing, place, file))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public Errno? FirstAnswer(int place, ulong token) => Has(Layout.RetrievedFiles + Layout.FileAt(place, (int)token)) ? Errno.Ok : null;

    /// <inheritdoc/>
    public PackedState<T> AddFile(int place, ulong token, ulong file) => token == file
        ? WithFlag(Layout.OutgoingFiles + Layout.FileAt(place, (int)token), true)
        : throw new InternalErrorException($"the model has no token {token} for file {file}");

    /// <inheritdoc/>
    public PackedState<T> NoteAnswer(int place, ulong token, Errno answer) => answer == Errno.Ok
        ? WithFlag(Layout.RetrievedFiles + Layout.FileAt(place, (int)token), true)
        : throw new InternalErrorException($"the model has no retrieval that answers {answer.ToAnswer()}");

    /// <inheritdoc/>
    public PackedState<T> RemoveFiles(int place)
    {
        ulong others = ~(ModelLayout.Ones(Layout.Bounds.Files) << Layout.FileAt(place, 1));
        ulong files = Part(Layout.IncomingFiles, Layout.FilesBits);
        ulong retrieved = Part(Layout.RetrievedFiles, Layout.FilesBits);
        return Replace(Layout.IncomingFiles, files, files & others).Replace(Layout.RetrievedFiles, retrieved, retrieved & others);
    }

    /// <inheritdoc/>
    public PackedState<T> ForgetImageFiles() => Replace(Layout.ImageFiles, ImageFiles, 0);

    /// <inheritdoc/>
    public PackedState<T> GiveBack(int place)
    {
        ulong handles = Handles(SessionList.Incoming);
        ulong others = ~(ModelLayout.Ones(Layout.HandleBits) << unchecked(place * Layout.HandleBits));
        return Replace(Layout.IncomingHandles, handles, handles & others);
    }

    private bool IsToken(ulong token) => token >= 1 && token <= (ulong)Layout.Bounds.Files;

    /// <summary>The state without the files of a session that goes: those of the places behind it move down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PackedState<T> WithoutFilesOf(SessionList list, int place)
    {
        if (Layout.FilesBits == 0)
        {
            return this;
        }

        PackedState<T> rest = Moved(Layout.FilesAt(list), place);
        return list == SessionList.Incoming ? rest.Moved(Layout.RetrievedFiles, place) : rest;
    }

    private PackedState<T> Moved(int at, int place)
    {
        ulong files = Part(at, Layout.FilesBits);
        return Replace(at, files, ModelLayout.Without(files, Layout.FileAt(place, 1), Layout.Bounds.Files));
    }

    /// <summary>The state in which a list has the files that another has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PackedState<T> WithFiles(int at, ulong files) => Replace(at, Part(at, Layout.FilesBits), files);
}
