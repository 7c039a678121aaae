namespace LuoVerified.Coyote;
