namespace LuoVerified.Sessions.Scenarios;

/// <summary>How <c>corrupt</c> corrupts the image. No kernel may accept the result: a deserialize answers EINVAL.</summary>
public enum Corruption
{
    /// <summary>The second entry gets the name of the first.</summary>
    Duplicate,

    /// <summary>The first entry has no NUL.</summary>
    Unterminated,

    /// <summary>The first entry is empty.</summary>
    Empty,

    /// <summary>The count is 2^64-1.</summary>
    Count,

    /// <summary>The table of files is said to be the page with the device tree, which a boot gives back; the one that there is, to be the
    /// spare one.</summary>
    FilesAddress,

    /// <summary>The table of files is said to be the block of sessions itself; the one that there is, to be the spare one.</summary>
    FilesBlock,

    /// <summary>The table of files counts none.</summary>
    FilesCount,

    /// <summary>The first file has a handler that nobody knows.</summary>
    FileHandler,

    /// <summary>The first file is one of the session behind the last.</summary>
    FileSession,

    /// <summary>The second file has session and token of the first.</summary>
    FileToken,
}

/// <summary>What can be corrupted.</summary>
public static class Corruptions
{
    extension(Corruption how)
    {
        /// <summary>How many sessions the image has to hold, at least.</summary>
        public int Sessions => how switch
        {
            Corruption.Duplicate => 2,
            Corruption.Count => 0,
            _ => 1,
        };

        /// <summary>How many files the image has to hold, at least.</summary>
        public int Files => how switch
        {
            Corruption.FileToken => 2,
            >= Corruption.FilesAddress => 1,
            _ => 0,
        };
    }

    /// <summary>Those that images with so many files can get.</summary>
    /// <param name="files">How many files they hold at most.</param>
    /// <returns>The ways, in order.</returns>
    public static IEnumerable<Corruption> With(int files) => Enum.GetValues<Corruption>().Where(how => how.Files <= files);
}
