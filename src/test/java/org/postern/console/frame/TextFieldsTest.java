package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.console.client.ClientDangerBean;
import org.postern.console.client.ClientFormBean;
import org.postern.console.client.ClientSecretBean;
import org.postern.console.client.ClientSecretsBean;
import org.postern.console.client.ClientUserAccessBean;
import org.postern.console.client.ClientUsersBean;
import org.postern.console.client.NewClientBean;
import org.postern.console.client.TryBean;
import org.postern.console.common.LifetimeInput;
import org.postern.console.common.PasswordCheck;
import org.postern.console.scope.NewScopeBean;
import org.postern.console.scope.ScopeForm;
import org.postern.console.session.PasswordBean;
import org.postern.console.session.SignInBean;
import org.postern.console.transfer.ConfigurationBean;
import org.postern.console.user.NewUserBean;
import org.postern.console.user.UserBean;
import org.postern.console.user.UserForm;

/** What the fields of the console hold when a request sends them empty. */
class TextFieldsTest {

  static Stream<Method> setters() {
    return Stream.of(
            ClientDangerBean.class,
            ClientFormBean.class,
            ClientSecretBean.class,
            ClientSecretsBean.class,
            ClientUserAccessBean.class,
            ClientUsersBean.class,
            ConfigurationBean.class,
            NewClientBean.class,
            NewScopeBean.class,
            NewUserBean.class,
            PasswordBean.class,
            PasswordCheck.class,
            ScopeForm.class,
            SignInBean.class,
            TryBean.class,
            UserBean.class,
            UserForm.class)
        .flatMap(bean -> Arrays.stream(bean.getMethods()))
        .filter(method -> method.getName().startsWith("set"))
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
  }

  // Faces sets null for an empty field of PrimeFaces and for a choice that is none.
  @ParameterizedTest
  @MethodSource("setters")
  void nothingIsAnEmptyText(Method setter) throws ReflectiveOperationException {
    Constructor<?> constructor = setter.getDeclaringClass().getDeclaredConstructor();
    constructor.setAccessible(true);
    Object bean = constructor.newInstance();
    Method getter =
        setter.getDeclaringClass().getMethod(setter.getName().replaceFirst("set", "get"));

    setter.invoke(bean, "text");
    assertEquals("text", getter.invoke(bean));
    setter.invoke(bean, new Object[] {null});
    assertEquals("", getter.invoke(bean));
  }

  @Test
  void aLifetimeWithoutAmountOrUnitIsNone() {
    LifetimeInput input = LifetimeInput.of(Duration.ofHours(2));
    assertEquals(Optional.of(Duration.ofHours(2)), input.read());
    input.setAmount(null);
    assertEquals(Optional.empty(), input.read());
    input = LifetimeInput.of(Duration.ofHours(2));
    input.setUnit(null);
    assertEquals(Optional.empty(), input.read());
  }
}
