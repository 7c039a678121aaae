using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The primitives that know files of sessions.</summary>
/// <remarks>The other primitives take the files of a session along: where it goes, they go.</remarks>
/// <typeparam name="TSelf">The instance.</typeparam>
public interface IFileState<TSelf>
    where TSelf : struct
{
    /// <summary>Reads whether a session has a file with a token.</summary>
    /// <param name="list">The list of the session.</param>
    /// <param name="place">The place of the session.</param>
    /// <param name="token">The token.</param>
    /// <returns>Whether it does.</returns>
    bool HasFile(SessionList list, int place, ulong token);

    /// <summary>Reads whether any outgoing session has a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Whether one does.</returns>
    bool IsPreserved(ulong file);

    /// <summary>Reads what the first retrieval of a file answered.</summary>
    /// <param name="place">The place of an incoming session that has it.</param>
    /// <param name="token">Its token.</param>
    /// <returns>The answer; null before it.</returns>
    Errno? FirstAnswer(int place, ulong token);

    /// <summary>Adds a file to an outgoing session.</summary>
    /// <param name="place">The place of the session.</param>
    /// <param name="token">The token, which no file of the session has.</param>
    /// <param name="file">The file, which no outgoing session has.</param>
    /// <returns>The state with it.</returns>
    TSelf AddFile(int place, ulong token, ulong file);

    /// <summary>Notes what the first retrieval of a file answered.</summary>
    /// <param name="place">The place of an incoming session that has it.</param>
    /// <param name="token">Its token.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The state with the note.</returns>
    TSelf NoteAnswer(int place, ulong token, Errno answer);

    /// <summary>Takes all files out of an incoming session.</summary>
    /// <param name="place">The place of the session.</param>
    /// <returns>The state without them.</returns>
    TSelf RemoveFiles(int place);

    /// <summary>Takes all files out of the image.</summary>
    /// <returns>The state without them.</returns>
    TSelf ForgetImageFiles();

    /// <summary>Makes an incoming session one that was not handed out: it has no handle, and its files stay.</summary>
    /// <param name="place">The place of a session that was handed out.</param>
    /// <returns>The state in which it can be handed out again.</returns>
    TSelf GiveBack(int place);
}
