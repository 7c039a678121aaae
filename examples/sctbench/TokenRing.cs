namespace SctBench;

/// <summary>Three threads hand a number on, each in one atomic step; a fourth expects all to hold the same when they are done,
/// which depends on their order.</summary>
public class TokenRing
{
    private readonly object _atomic = new();
    private int _x1 = 1, _x2 = 2, _x3 = 1;
    private bool _done1, _done2, _done3;

    public void Run(string thread)
    {
        lock (_atomic)
        {
            switch (thread)
            {
                case "one":
                    (_x1, _done1) = ((_x3 + 1) % 4, true);
                    break;
                case "two":
                    (_x2, _done2) = (_x1, true);
                    break;
                case "three":
                    (_x3, _done3) = (_x2, true);
                    break;
                default:
                    Bug.Unless(!_done1 || !_done2 || !_done3 || (_x1 == _x2 && _x2 == _x3), "all the same");
                    break;
            }
        }
    }
}
