package dev.homeport.app.console;

import dev.homeport.onboarding.Customer;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Customers by name. */
@Schema(
    name = "CustomerList",
    requiredProperties = {"items"})
public record CustomerList(List<CustomerItem> items) {

  /**
   * A customer.
   *
   * @param devices that were built for it
   * @param onboarded of those, the ones that have come to a hub
   * @param active that have connected, at least once
   * @param online that are connected now
   */
  @Schema(
      name = "Customer",
      requiredProperties = {"name", "devices", "onboarded", "active", "online"})
  public record CustomerItem(String name, long devices, long onboarded, long active, long online) {}

  static CustomerList of(List<Customer> customers) {
    return new CustomerList(
        customers.stream()
            .map(
                customer ->
                    new CustomerItem(
                        customer.name(),
                        customer.devices(),
                        customer.onboarded(),
                        customer.active(),
                        customer.online()))
            .toList());
  }
}
