using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Model;

/// <content>Files: there are none. The model is about sessions without files, and asks for no operation on files; none of the
/// primitives that would have to hold one is silent.</content>
internal readonly partial record struct PackedState<T>
{
    /// <inheritdoc/>
    public bool HasFile(SessionList list, int place, ulong token) => false;

    /// <inheritdoc/>
    public bool IsPreserved(ulong file) => false;

    /// <inheritdoc/>
    public Errno? FirstAnswer(int place, ulong token) => throw NoFiles();

    /// <inheritdoc/>
    public PackedState<T> AddFile(int place, ulong token) => throw NoFiles();

    /// <inheritdoc/>
    public PackedState<T> NoteAnswer(int place, ulong token, Errno answer) => throw NoFiles();

    /// <inheritdoc/>
    public PackedState<T> RemoveFiles(int place) => throw NoFiles();

    /// <inheritdoc/>
    public PackedState<T> ForgetImageFiles() => this;

    /// <inheritdoc/>
    public PackedState<T> GiveBack(int place) => throw NoFiles();

    private static InternalErrorException NoFiles() => new("the model has sessions without files");
}
