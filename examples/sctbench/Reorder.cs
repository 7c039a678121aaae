namespace SctBench;

/// <summary>Some threads set a, then b; one looks whether both are set or neither is.</summary>
public class Reorder
{
    private int _a, _b;

    public void Run(string thread)
    {
        if (thread == "set")
        {
            _a = 1;
            _b = -1;
            return;
        }

        Bug.Unless((_a == 0 && _b == 0) || (_a == 1 && _b == -1), "both or neither");
    }
}
