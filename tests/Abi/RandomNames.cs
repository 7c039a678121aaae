namespace LuoVerified.Abi.Tests;

/// <summary>Session names of any bytes but NUL and of any length that fits.</summary>
internal static class RandomNames
{
    public static SessionName One(Random random)
    {
        var bytes = new byte[random.Next(5) switch
        {
            0 => 1,
            1 => Limits.SessionNameMaxBytes,
            _ => random.Next(1, Limits.SessionNameMaxBytes + 1),
        }];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)random.Next(1, 256);
        return SessionName.Create(new ByteString(bytes));
    }

    public static SessionName[] Set(Random random, int count)
    {
        var names = new HashSet<SessionName>();
        while (names.Count < count)
            names.Add(One(random));
        return [.. names];
    }
}
