"""A small schema of our own that stands as goAML's does: same structure, same habit of anchors."""

NAME = r"^[a-zA-Z0-9 .'-]*$"
PERSON = """
 <xs:element name="gender" type="xs:string" minOccurs="0"/>
 <xs:element name="first_name" type="name_type"/>
 <xs:element name="last_name" type="name_type"/>
 <xs:element name="birthdate" type="sql_date" minOccurs="0"/>
 <xs:element name="full_name_frn" type="xs:string" minOccurs="0"/>
 <xs:element name="id_number" type="xs:string" minOccurs="0"/>
 <xs:element name="nationality1" type="xs:string" minOccurs="0"/>
 <xs:element name="residence" type="country_type" minOccurs="0"/>
 <xs:element name="phones" minOccurs="0"><xs:complexType><xs:sequence>
  <xs:element name="phone" type="t_phone" maxOccurs="unbounded"/>
 </xs:sequence></xs:complexType></xs:element>
 <xs:element name="addresses" minOccurs="0"><xs:complexType><xs:sequence>
  <xs:element name="address" type="t_address" maxOccurs="unbounded"/>
 </xs:sequence></xs:complexType></xs:element>
 <xs:element name="occupation" type="xs:string" minOccurs="0"/>
 <xs:element name="tax_reg_number" type="xs:string" minOccurs="0"/>
 <xs:element name="comments" type="xs:string" minOccurs="0"/>
"""
ENTITY = """
 <xs:element name="name" type="name_type"/>
 <xs:element name="incorporation_number" type="xs:string" minOccurs="0"/>
 <xs:element name="business" type="xs:string" minOccurs="0"/>
 <xs:element name="addresses" minOccurs="0"><xs:complexType><xs:sequence>
  <xs:element name="address" type="t_address" maxOccurs="unbounded"/>
 </xs:sequence></xs:complexType></xs:element>
 <xs:element name="incorporation_country_code" type="country_type" minOccurs="0"/>
 <xs:element name="incorporation_date" type="sql_date" minOccurs="0"/>
"""


def account(client: bool) -> str:  # noqa: FBT001 - the two kinds the schema has
    need = "" if client else ' minOccurs="0"'
    return f"""
 <xs:element name="institution_name" type="xs:string"/>
 <xs:choice><xs:element name="institution_code" type="xs:string"/>
  <xs:element name="swift" type="xs:string"/></xs:choice>
 <xs:element name="non_bank_institution" type="xs:boolean"{need}/>
 <xs:element name="branch" type="xs:string" minOccurs="0"/>
 <xs:element name="account" type="xs:string"/>
 <xs:element name="currency_code" type="xs:string" minOccurs="0"/>
 <xs:element name="account_name" type="name_type"/>
 <xs:element name="iban" type="xs:string" minOccurs="0"/>
 <xs:element name="client_number" type="xs:string" minOccurs="0"/>
 <xs:element name="personal_account_type" type="xs:string"{need}/>
 <xs:element name="t_entity" type="t_entity" minOccurs="0"/>
 <xs:element name="signatory" maxOccurs="unbounded"{need}><xs:complexType><xs:sequence>
  <xs:element name="is_primary" type="xs:boolean" minOccurs="0"/>
  <xs:element name="t_person" type="t_person"/>
  <xs:element name="role" type="xs:string"/>
 </xs:sequence></xs:complexType></xs:element>
 <xs:element name="opened" type="sql_date" minOccurs="0"/>
 <xs:element name="closed" type="sql_date" minOccurs="0"/>
 <xs:element name="status_code" type="xs:string"{need}/>
"""


def side(end: str, kind: str) -> str:
    return f"""
 <xs:element name="t_{end}{kind}"><xs:complexType><xs:sequence>
  <xs:element name="{end}_funds_code" type="funds_type"/>
  <xs:element name="{end}_is_suspected" type="xs:boolean" minOccurs="0"/>
  <xs:choice>
   <xs:element name="{end}_account" type="t_account{kind}"/>
   <xs:element name="{end}_person" type="t_person"/>
   <xs:element name="{end}_entity" type="t_entity"/>
  </xs:choice>
  <xs:element name="{end}_country" type="country_type"/>
 </xs:sequence></xs:complexType></xs:element>
"""


SCHEMA = f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:own="urn:fulcrum:test"
 xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" vc:minVersion="1.1" own:version="5">
<xs:element name="report"><xs:complexType><xs:sequence>
 <xs:element name="rentity_id"><xs:simpleType><xs:restriction base="xs:int">
  <xs:minInclusive value="1"/></xs:restriction></xs:simpleType></xs:element>
 <xs:element name="rentity_branch" type="xs:string" minOccurs="0"/>
 <xs:element name="submission_code"><xs:simpleType><xs:restriction base="xs:string">
  <xs:enumeration value="E"/><xs:enumeration value="M"/></xs:restriction></xs:simpleType></xs:element>
 <xs:element name="report_code"><xs:simpleType><xs:restriction base="xs:string">
  <xs:enumeration value="STR"/><xs:enumeration value="SAR"/></xs:restriction></xs:simpleType>
 </xs:element>
 <xs:element name="entity_reference"><xs:simpleType><xs:restriction base="xs:string">
  <xs:maxLength value="255"/></xs:restriction></xs:simpleType></xs:element>
 <xs:choice><xs:element name="submission_date" type="sql_date"/>
  <xs:element name="report_date" type="sql_date"/></xs:choice>
 <xs:element name="currency_code_local" type="xs:string"/>
 <xs:element name="reporting_person" type="t_person" minOccurs="0"/>
 <xs:element name="location" type="t_address" minOccurs="0"/>
 <xs:element name="reason" type="comments_type" minOccurs="0"/>
 <xs:element name="action" type="comments_type" minOccurs="0"/>
 <xs:choice>
  <xs:sequence>
   <xs:element name="transaction" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="transactionnumber"><xs:simpleType><xs:restriction base="xs:string">
     <xs:minLength value="1"/><xs:maxLength value="100"/></xs:restriction></xs:simpleType>
    </xs:element>
    <xs:element name="transaction_location" type="xs:string"/>
    <xs:element name="transaction_description" type="comments_type"/>
    <xs:element name="date_transaction" type="sql_date"/>
    <xs:element name="transmode_code" type="xs:string"/>
    <xs:element name="transmode_comment" type="xs:string" minOccurs="0"/>
    <xs:element name="amount_local" type="xs:decimal"/>
    <xs:choice>{side("from", "_my_client")}{side("from", "")}</xs:choice>
    <xs:choice>{side("to", "_my_client")}{side("to", "")}</xs:choice>
   </xs:sequence></xs:complexType></xs:element>
   <xs:element name="activity" type="activity_type" minOccurs="0"/>
  </xs:sequence>
  <xs:element name="activity" type="activity_type"/>
 </xs:choice>
 <xs:element name="report_indicators"><xs:complexType><xs:sequence>
  <xs:element name="indicator" type="xs:string" maxOccurs="unbounded"/>
 </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
<xs:complexType name="activity_type"><xs:sequence><xs:element name="report_parties">
 <xs:complexType><xs:sequence><xs:element name="report_party" maxOccurs="unbounded">
  <xs:complexType><xs:sequence>
   <xs:choice><xs:element name="person" type="t_person"/>
    <xs:element name="entity" type="t_entity"/></xs:choice>
   <xs:element name="reason" type="comments_type"/>
  </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
 </xs:element></xs:sequence></xs:complexType>
<xs:complexType name="t_person"><xs:sequence>{PERSON}</xs:sequence></xs:complexType>
<xs:complexType name="t_entity"><xs:sequence>{ENTITY}</xs:sequence></xs:complexType>
<xs:complexType name="t_account"><xs:sequence>{account(False)}</xs:sequence></xs:complexType>
<xs:complexType name="t_account_my_client"><xs:sequence>{account(True)}</xs:sequence>
</xs:complexType>
<xs:complexType name="t_address"><xs:sequence>
 <xs:element name="address_type" type="xs:string"/>
 <xs:element name="address" type="xs:string"/>
 <xs:element name="city" type="xs:string"/>
 <xs:element name="zip" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
  <xs:maxLength value="10"/></xs:restriction></xs:simpleType></xs:element>
 <xs:element name="country_code" type="country_type"/>
 <xs:element name="state" type="xs:string" minOccurs="0"/>
</xs:sequence></xs:complexType>
<xs:complexType name="t_phone"><xs:sequence>
 <xs:element name="tph_contact_type" type="xs:string"/>
 <xs:element name="tph_communication_type" type="xs:string"/>
 <xs:element name="tph_number" type="xs:string"/>
</xs:sequence></xs:complexType>
<xs:simpleType name="name_type"><xs:restriction base="xs:string">
 <xs:minLength value="1"/><xs:maxLength value="255"/><xs:pattern value="{NAME}"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="country_type"><xs:restriction base="xs:string">
 <xs:pattern value="^[A-Z]{{2}}$"/></xs:restriction></xs:simpleType>
<xs:simpleType name="comments_type"><xs:restriction base="xs:string">
 <xs:maxLength value="8000"/></xs:restriction></xs:simpleType>
<xs:simpleType name="funds_type"><xs:restriction base="xs:string">
 <xs:pattern value="[A-Z]+"/></xs:restriction></xs:simpleType>
<xs:simpleType name="sql_date"><xs:restriction base="xs:dateTime">
 <xs:minInclusive value="1753-01-01T00:00:00"/></xs:restriction></xs:simpleType>
</xs:schema>
""".encode()
